using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// A network for texts, which begins with a vector for each token, makes one of the whole text, and ends with dropout and a linear layer.
/// Shapes: [rows, longest] of tokens → [rows, outputs].
/// </summary>
internal abstract class TextBody : Block, ISeesTrainingRows, IGivesEmbedding, IStartsFromVectors
{
    private Linear? _head;
    private readonly bool _areClasses;

    protected TextBody(string name, TokenVectors tokens, double dropout, OutputShape output) : base(name)
    {
        _areClasses = output.Kind is OutputKind.Classes or OutputKind.Flags;
        Tokens = Part("tokens", tokens);
        Dropout = Part("dropout", nn.Dropout(dropout));
    }

    public int RowsWanted => Tokens.RowsWanted;

    /// <summary>A vector for each token [tokens, width].</summary>
    public Tensor TokenTable => Tokens.Table;

    /// <summary>The weights of the last layer.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> HeadParameters => Head.named_parameters();

    public int EmbeddingWidth => (int)Head.in_features;

    /// <summary>The tokens' vectors.</summary>
    protected TokenVectors Tokens { get; }

    /// <summary>What drops numbers of tokens, and of the vector of the whole text.</summary>
    protected Dropout Dropout { get; }

    Module IGivesEmbedding.Head => Head;

    private Linear Head => _head ?? throw new InvalidOperationException("The network has no last layer yet.");

    public sealed override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(Head, Embed(composer, input));

    public abstract Tensor Embed(Tensor input);

    public abstract OnnxValue Embed(OnnxComposer composer, OnnxValue input);

    public void Begin(Tensor rows, Tensor targets, bool isNew)
    {
        if (isNew && _areClasses) Tokens.Learn(rows, targets);
    }

    public void Start(Tensor vectors, Tensor known) => Tokens.Start(vectors, known);

    public void End()
    {
    }

    /// <summary>Adds the last layer; called at the end of constructors.</summary>
    /// <param name="width">Numbers that describe a whole text.</param>
    /// <param name="output">The outputs.</param>
    protected void AddHead(long width, OutputShape output) => _head = Part("head", Linear(width, output.Size));

    protected sealed override Tensor Run(Tensor input) => Head.call(Dropout.call(Embed(input)));
}
