using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>
/// The network of GPT-2. Radford et al., Language Models are Unsupervised Multitask Learners (2019): learnt places, norms with weights, output by the vectors of tokens. Its tokens come behind the two that are no text;
/// the boundary between texts is its own.
/// </summary>
internal sealed class Gpt2Module : LanguageModule
{
    private const string Embedding = "embedding", Positions = "positions", Numbers = "numbers", Absent = "absent";
    private const double Nothing = -1e9;
    private readonly Gpt2Config _config;
    private readonly List<Gpt2Layer> _layers = [];
    private readonly Gpt2Norm _norm;

    /// <param name="config">Its sizes.</param>
    /// <param name="contextLength">The most tokens at once; no more than it has places.</param>
    /// <param name="rank">The rank of what is learnt beside published weights, which stay as they are; 0 to learn all weights.</param>
    public Gpt2Module(Gpt2Config config, int contextLength, int rank) : base(nameof(Gpt2Module))
    {
        (_config, ContextLength) = (config, contextLength);
        Parameter(Embedding, init.normal_(empty(config.Vocabulary, config.Width), 0, 0.02));
        Parameter(Positions, init.normal_(empty(config.Places, config.Width), 0, 0.01));
        for (var i = 0; i < config.Layers; i++) _layers.Add(Part($"layer{i}", new Gpt2Layer(config, rank)));
        _norm = Part("norm", new Gpt2Norm(config.Width, config.Epsilon));
        register_buffer(Numbers, Tensors.OfLongs(config.Numbers()));
        register_buffer(Absent, Tensors.OfFloats([.. Enumerable.Range(0, Vocabulary).Select(token => IsAbsent(token) ? (float)Nothing : 0)], Vocabulary));
        if (rank > 0)
            foreach (var (name, parameter) in named_parameters())
                if (!name.Contains(".lora_", StringComparison.Ordinal)) parameter.requires_grad = false;
    }

    public override int ContextLength { get; }

    public override int Vocabulary => _config.Vocabulary + TokenizerSettings.First;

    public override int Layers => _config.Layers;

    public override int Heads => _config.Heads;

    public override int HeadWidth => _config.Width / _config.Heads;

    /// <summary>The weights by their published names.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Published()
    {
        yield return ("wte.weight", get_parameter(Embedding)!);
        yield return ("wpe.weight", get_parameter(Positions)!);
        var parts = new[] { ("ln_1", "ln_1"), ("c_attn", "attn.c_attn"), ("c_proj", "attn.c_proj"), ("ln_2", "ln_2"), ("c_fc", "mlp.c_fc"), ("c_down", "mlp.c_proj") };
        foreach (var (layer, i) in _layers.Select((layer, i) => (layer, i)))
        {
            var weights = layer.named_parameters().ToDictionary(pair => pair.name, pair => (Tensor)pair.parameter);
            foreach (var (own, published) in parts)
                foreach (var kind in new[] { "weight", "bias" }) yield return ($"h.{i}.{published}.{kind}", weights[$"{own}.{kind}"]);
        }
        foreach (var kind in new[] { "weight", "bias" }) yield return ($"ln_f.{kind}", _norm.get_parameter(kind)!);
    }

    public override OnnxValue Export(GptGraph graph, OnnxValue tokens)
    {
        var numbers = graph.Node("Gather", [graph.Longs(_config.Numbers()), tokens]);
        var states = graph.Node("Add", [graph.Node("Gather", [graph.Composer.Constant(get_parameter(Embedding)!), numbers]), graph.Places(get_parameter(Positions)!)]);
        foreach (var (layer, i) in _layers.Select((layer, i) => (layer, i))) states = layer.Export(graph, states, i);
        return _norm.Export(graph, states);
    }

    public override OnnxValue ExportLogits(GptGraph graph, OnnxValue states)
    {
        var published = graph.Linear(states, get_parameter(Embedding)!.transpose(0, 1));
        return graph.Node("Add", [graph.Node("Gather", [published, graph.Longs(_config.Numbers())], ("axis", -1)), graph.Composer.Constant(get_buffer(Absent)!)]);
    }

    protected override Tensor States(GptTokens input)
    {
        var (from, rows, length) = (input.Cache?.Length ?? 0, input.Tokens.shape[0], input.Tokens.shape[1]);
        var numbers = get_buffer(Numbers)!.index_select(0, input.Tokens.flatten());
        var states = get_parameter(Embedding)!.index_select(0, numbers).reshape(rows, length, _config.Width).Plus(get_parameter(Positions)!.narrow(0, from, length));
        foreach (var (layer, i) in _layers.Select((layer, i) => (layer, i))) states = layer.call((states, input.Cache?.Layers[i]));
        return _norm.call(states);
    }

    protected override Tensor Logits(Tensor states) => functional.linear(states, get_parameter(Embedding)!).index_select(-1, get_buffer(Numbers)!).Plus(get_buffer(Absent)!);

    // The end of texts is the boundary, and no other token.
    private bool IsAbsent(int token) => token == TokenizerSettings.Unknown || token == _config.End + TokenizerSettings.First;
}
