using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>
/// A network for sequences, which makes one vector of the whole sequence, and ends with dropout and a linear layer. Shapes: [rows, longest, width + 1], the last number of each step being the mask → [rows, outputs].
/// </summary>
internal abstract class SequenceBody : Block, IGivesEmbedding
{
    private Linear? _head;

    /// <param name="name">The module's name.</param>
    /// <param name="input">What sequences look like.</param>
    /// <param name="dropout">The dropout rate before the last layer.</param>
    protected SequenceBody(string name, SequenceShape input, double dropout) : base(name)
    {
        Width = input.Width;
        Dropout = Part("dropout", nn.Dropout(dropout));
    }

    public int EmbeddingWidth => (int)Head.in_features;

    /// <summary>Numbers of a step, without the mask.</summary>
    protected int Width { get; }

    /// <summary>What drops numbers.</summary>
    protected Dropout Dropout { get; }

    Module IGivesEmbedding.Head => Head;

    private Linear Head => _head ?? throw new InvalidOperationException("The network has no last layer yet.");

    public sealed override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(Head, Embed(composer, input));

    public Tensor Embed(Tensor input) => Embed(input.narrow(2, 0, Width), input.narrow(2, Width, 1));

    public OnnxValue Embed(OnnxComposer composer, OnnxValue input) =>
        Embed(composer, StepMask.Numbers(composer, input, 0, Width), StepMask.Numbers(composer, input, Width, Width + 1));

    /// <summary>A vector for each sequence [rows, width of the head].</summary>
    /// <param name="steps">The steps [rows, longest, width]; 0 behind the end of shorter sequences.</param>
    /// <param name="mask">1 for a step, and 0 behind the end [rows, longest, 1].</param>
    protected abstract Tensor Embed(Tensor steps, Tensor mask);

    /// <summary>Adds what <see cref="Embed(Tensor, Tensor)"/> does in evaluation mode.</summary>
    protected abstract OnnxValue Embed(OnnxComposer composer, OnnxValue steps, OnnxValue mask);

    /// <summary>Adds the last layer; called at the end of constructors.</summary>
    /// <param name="width">Numbers that describe a whole sequence.</param>
    /// <param name="output">The outputs.</param>
    protected void AddHead(long width, OutputShape output) => _head = Part("head", Linear(width, output.Size));

    protected sealed override Tensor Run(Tensor input) => Head.call(Dropout.call(Embed(input)));
}
