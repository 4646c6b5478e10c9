using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>
/// A decoder-only transformer: what comes next is told from what came before. Radford et al., Language Models are Unsupervised Multitask Learners (2019), with norms without weights before each part,
/// rotary positions, normalized queries and keys, output projections that start at 0, and no biases, as later networks have it. Shapes: [rows, length] of tokens → logits [rows, length, vocabulary].
/// </summary>
internal sealed class GptModule : LanguageModule
{
    private const string Cosines = "cosines", Sines = "sines", Embedding = "embedding", HeadName = "head";
    private readonly List<(GptAttention Attention, GptFeedForward Forward)> _layers = [];
    private readonly Dropout? _dropout;

    public GptModule(GptOptions options, int vocabulary) : base(nameof(GptModule))
    {
        (ContextLength, Vocabulary, Heads, HeadWidth) = (options.ContextLength, vocabulary, options.Heads, options.Width / options.Heads);
        Parameter(Embedding, init.normal_(empty(vocabulary, options.Width)));
        for (var i = 0; i < options.Depth; i++)
            _layers.Add((Part($"attention{i}", new GptAttention(options.Width, options.Heads)), Part($"forward{i}", new GptFeedForward(options.Width, options.Activation))));
        Parameter(HeadName, zeros(vocabulary, options.Width));
        if (options.Dropout > 0) _dropout = Part("dropout", nn.Dropout(options.Dropout));
        register_buffer(Cosines, Tensors.OfFloats(GptPlaces.Angles(ContextLength, HeadWidth, Math.Cos), ContextLength, HeadWidth / 2));
        register_buffer(Sines, Tensors.OfFloats(GptPlaces.Angles(ContextLength, HeadWidth, Math.Sin), ContextLength, HeadWidth / 2));
    }

    public override int ContextLength { get; }

    public override int Vocabulary { get; }

    public override int Layers => _layers.Count;

    public override int Heads { get; }

    public override int HeadWidth { get; }

    public override (Tensor Cosines, Tensor Sines)? Angles => (get_buffer(Cosines)!, get_buffer(Sines)!);

    public override OnnxValue Export(GptGraph graph, OnnxValue tokens)
    {
        var states = RmsNorm.Of(graph.Composer, graph.Node("Gather", [graph.Composer.Constant(get_parameter(Embedding)!), tokens]));
        foreach (var ((attention, forward), i) in _layers.Select((layer, i) => (layer, i)))
        {
            states = graph.Node("Add", [states, attention.Export(graph, RmsNorm.Of(graph.Composer, states), i)]);
            states = graph.Node("Add", [states, forward.Export(graph, RmsNorm.Of(graph.Composer, states))]);
        }
        return RmsNorm.Of(graph.Composer, states);
    }

    public override OnnxValue ExportLogits(GptGraph graph, OnnxValue states) => graph.Linear(states, get_parameter(HeadName)!.transpose(0, 1));

    protected override Tensor Logits(Tensor states) => functional.linear(states, get_parameter(HeadName)!);

    protected override Tensor States(GptTokens input)
    {
        var (from, length) = (input.Cache?.Length ?? 0, input.Tokens.shape[1]);
        var places = new GptPlaces(get_buffer(Cosines)!.narrow(0, from, length), get_buffer(Sines)!.narrow(0, from, length));
        var tokens = get_parameter(Embedding)!.index_select(0, input.Tokens.flatten()).reshape(input.Tokens.shape[0], length, -1);
        var states = Drop(RmsNorm.Of(tokens));
        foreach (var ((attention, forward), i) in _layers.Select((layer, i) => (layer, i)))
        {
            states = states.Plus(Drop(attention.call(new GptStates(RmsNorm.Of(states), places, input.Cache?.Layers[i]))));
            states = states.Plus(Drop(forward.call(RmsNorm.Of(states))));
        }
        return RmsNorm.Of(states);
    }

    private Tensor Drop(Tensor states) => _dropout is null ? states : _dropout.call(states);
}
