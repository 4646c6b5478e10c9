using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>A layer of GPT-2: attention, then two linear layers with GELU between, each behind a norm and added to what comes in. Shapes: [rows, length, width] stay.</summary>
internal sealed class Gpt2Layer : Block<(Tensor States, GptLayerCache? Cache)>
{
    private const double Cube = 0.044715;
    private static readonly double _slope = Math.Sqrt(2 / Math.PI);
    private readonly int _width, _heads;
    private readonly Gpt2Norm _before, _between;
    private readonly Gpt2Linear _inputs, _output, _up, _down;

    public Gpt2Layer(Gpt2Config config, int rank) : base(nameof(Gpt2Layer))
    {
        (_width, _heads) = (config.Width, config.Heads);
        _before = Part("ln_1", new Gpt2Norm(config.Width, config.Epsilon));
        _inputs = Part("c_attn", new Gpt2Linear(config.Width, 3 * config.Width, rank));
        _output = Part("c_proj", new Gpt2Linear(config.Width, config.Width, rank));
        _between = Part("ln_2", new Gpt2Norm(config.Width, config.Epsilon));
        _up = Part("c_fc", new Gpt2Linear(config.Width, 4 * config.Width, rank));
        _down = Part("c_down", new Gpt2Linear(4 * config.Width, config.Width, rank));
    }

    /// <summary>Adds what forward does to a graph.</summary>
    public OnnxValue Export(GptGraph graph, OnnxValue states, int layer)
    {
        long head = _width / _heads;
        var all = graph.Node("Transpose", [graph.Reshape(_inputs.Export(graph, _before.Export(graph, states)), 0, 0, 3, _heads, head)], ("perm", new long[] { 2, 0, 3, 1, 4 }));
        var (key, value) = graph.Remember(layer, graph.Pick(all, 0, 1), graph.Pick(all, 0, 2));
        states = graph.Node("Add", [states, _output.Export(graph, graph.Attend(graph.Pick(all, 0, 0), key, value, _heads, (int)head))]);
        return graph.Node("Add", [states, _down.Export(graph, Bend(graph, _up.Export(graph, _between.Export(graph, states))))]);
    }

    protected override Tensor Run((Tensor States, GptLayerCache? Cache) input)
    {
        var (states, cache) = input;
        var (rows, length) = (states.shape[0], states.shape[1]);
        var all = _inputs.call(_before.call(states)).reshape(rows, length, 3, _heads, _width / _heads).permute(2, 0, 3, 1, 4);
        var (query, key, value) = (all.select(0, 0), all.select(0, 1), all.select(0, 2));
        if (cache is not null) (key, value) = cache.Add(key, value);
        // A single token sees all that is cached; several come only where nothing is.
        var mixed = functional.scaled_dot_product_attention(query, key, value, is_casual: length > 1);
        states = states.Plus(_output.call(mixed.transpose(1, 2).reshape(rows, length, _width)));
        return states.Plus(_down.call(Bend(_up.call(_between.call(states)))));
    }

    // GELU as GPT-2 has it, by tanh (Hendrycks and Gimpel, Gaussian Error Linear Units, 2016).
    private static Tensor Bend(Tensor x) => x.mul(x.PlusTimes(x.Squared().mul(x), Cube).Times(_slope).tanh().Plus(1)).Times(0.5);

    private static OnnxValue Bend(GptGraph graph, OnnxValue x)
    {
        OnnxValue Times(OnnxValue left, OnnxValue right) => graph.Node("Mul", [left, right]);
        OnnxValue Number(double value) => graph.Composer.Constant(value);
        var inner = Times(graph.Node("Add", [x, Times(Times(Times(x, x), x), Number(Cube))]), Number(_slope));
        return Times(Times(x, graph.Node("Add", [graph.Node("Tanh", [inner]), Number(1)])), Number(0.5));
    }
}

/// <summary>Layer normalization (Ba et al., Layer Normalization, 2016). Shapes: [.., width] stay.</summary>
internal sealed class Gpt2Norm : Block<Tensor>
{
    private const string Weight = "weight", Bias = "bias";
    private readonly int _width;
    private readonly double _epsilon;

    public Gpt2Norm(int width, double epsilon) : base(nameof(Gpt2Norm))
    {
        (_width, _epsilon) = (width, epsilon);
        Parameter(Weight, ones(width));
        Parameter(Bias, zeros(width));
    }

    /// <summary>Adds what forward does to a graph.</summary>
    public OnnxValue Export(GptGraph graph, OnnxValue x)
    {
        OnnxValue Mean(OnnxValue value) => graph.Node("ReduceMean", [value], ("axes", new long[] { -1 }), ("keepdims", 1));
        var centred = graph.Node("Sub", [x, Mean(x)]);
        var deviation = graph.Node("Sqrt", [graph.Node("Add", [Mean(graph.Node("Mul", [centred, centred])), graph.Composer.Constant(_epsilon)])]);
        var scaled = graph.Node("Mul", [graph.Node("Div", [centred, deviation]), graph.Composer.Constant(get_parameter(Weight)!)]);
        return graph.Node("Add", [scaled, graph.Composer.Constant(get_parameter(Bias)!)]);
    }

    protected override Tensor Run(Tensor input) => functional.layer_norm(input, [_width], get_parameter(Weight), get_parameter(Bias), _epsilon);
}
