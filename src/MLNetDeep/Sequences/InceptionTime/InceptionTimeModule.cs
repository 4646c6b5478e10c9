using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>
/// InceptionTime. Ismail Fawaz et al., InceptionTime: Finding AlexNet for Time Series Classification (2020): modules of convolutions with kernels of three sizes over a bottleneck, beside a maximum pool; residual connections around
/// three modules; the mean over all steps, and a linear layer. Of an ensemble each member has its own loss in training. Shapes: [rows, longest, width + 1] → [rows, outputs], or [rows, members, outputs].
/// </summary>
internal sealed class InceptionTimeModule : Block, IGivesEmbedding
{
    private readonly List<InceptionNetwork> _members = [];
    private readonly ParallelLinear _head;
    private readonly Dropout _dropout;
    private readonly int _width, _outputs;

    public InceptionTimeModule(InceptionTimeOptions options, SequenceShape input, OutputShape output) : base(nameof(InceptionTimeModule))
    {
        (_width, _outputs) = (input.Width, output.Size);
        for (var i = 0; i < options.Members; i++) _members.Add(Part($"member{i}", new InceptionNetwork(options, input.Width)));
        _dropout = Part("dropout", nn.Dropout(options.Dropout));
        _head = Part("head", new ParallelLinear(options.Members, (int)InceptionNetwork.WidthOf(options), output.Size));
        EmbeddingWidth = (int)InceptionNetwork.WidthOf(options);
    }

    public int EmbeddingWidth { get; }

    public Module Head => _head;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var outputs = composer.Apply(_head, MembersOf(composer, input));
        return _members.Count == 1 ? composer.Reshape(outputs, _outputs) : outputs;
    }

    /// <summary>The mean over the members.</summary>
    public Tensor Embed(Tensor input) => MembersOf(input).mean([1]);

    /// <summary>Adds the mean over the members.</summary>
    public OnnxValue Embed(OnnxComposer composer, OnnxValue input) => MemberPooling.Mean.Export(composer, MembersOf(composer, input));

    protected override Tensor Run(Tensor input)
    {
        var outputs = _head.call(_dropout.call(MembersOf(input)));
        return _members.Count == 1 ? outputs.squeeze(1) : outputs;
    }

    private Tensor MembersOf(Tensor input)
    {
        var (steps, mask) = (input.narrow(2, 0, _width).transpose(1, 2), input.narrow(2, _width, 1).transpose(1, 2));
        return stack([.. _members.Select(member => member.Run(steps, mask))], 1);
    }

    private OnnxValue MembersOf(OnnxComposer composer, OnnxValue input)
    {
        var steps = Permute.Transpose(composer, StepMask.Numbers(composer, input, 0, _width), 0, 2, 1);
        var mask = Permute.Transpose(composer, StepMask.Numbers(composer, input, _width, _width + 1), 0, 2, 1);
        return composer.Concat(1, [.. _members.Select(member => composer.Reshape(composer.Within(member, () => member.Export(composer, steps, mask)), 1, EmbeddingWidth))]);
    }
}
