using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;

namespace MLNetDeep.Pretraining;

/// <summary>
/// Writes a transformer that encodes texts as the graph that an exporter would write, so that all that holds for ONNX models holds for it: cutting, freezing, LoRA, export.
/// Shapes: numbers of tokens [rows, tokens] → hidden states [rows, tokens, width].
/// </summary>
internal abstract class EncoderGraph(EncoderConfig config, EncoderWeights weights)
{
    /// <summary>The input of numbers of tokens.</summary>
    protected const string Ids = "input_ids";

    /// <summary>The input that is 1 where there is a token.</summary>
    protected const string Mask = "attention_mask";

    /// <summary>The input of segments.</summary>
    protected const string Segments = "token_type_ids";

    /// <summary>The input of places.</summary>
    protected const string Places = "position_ids";

    /// <summary>Far below any score; the exporters' own choice is the lowest number, to which nothing can be added.</summary>
    protected const double Nothing = -1e9;

    private const string Output = "last_hidden_state";
    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxTensor> _tensors = [];
    private readonly Dictionary<string, string> _constants = [];
    private int _names;

    /// <summary>What config.json says.</summary>
    protected EncoderConfig Config => config;

    /// <summary>The weights.</summary>
    protected EncoderWeights Weights => weights;

    /// <summary>Reads a folder with config.json and safetensors.</summary>
    /// <exception cref="InvalidDataException">It has no such model.</exception>
    public static OnnxModel Read(string folder)
    {
        var config = EncoderConfig.Read(Path.Combine(folder, "config.json"));
        if (config.Type == "modernbert")
        {
            using var modern = EncoderWeights.Read(folder, ModernBertGraph.Prefixes, ModernBertGraph.Sign);
            return new ModernBertGraph(config, modern).Write();
        }
        using var weights = EncoderWeights.Read(folder, BertGraph.Prefixes, BertGraph.Sign);
        return new BertGraph(config, weights).Write();
    }

    /// <summary>Whether a folder has such a model.</summary>
    public static bool IsIn(string folder) => Directory.Exists(folder) && File.Exists(Path.Combine(folder, "config.json")) && EncoderWeights.AreIn(folder);

    /// <summary>The names of its inputs.</summary>
    protected abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>Writes all nodes; gives the hidden states.</summary>
    protected abstract string Compose();

    /// <summary>Writes the model.</summary>
    /// <exception cref="InvalidDataException">Weights are missing, or of another shape.</exception>
    public OnnxModel Write()
    {
        var states = Compose();
        _nodes.Add(new OnnxNode("Identity", "", Output, [states], [Output], new Dictionary<string, object>()));
        weights.ThrowFaults();
        return new OnnxModel(OnnxGraph.Opset, _nodes, _tensors, [.. Inputs.Select(name => new GraphPort(name, OnnxElement.Int64, [-1, -1]))], [new GraphPort(Output, OnnxElement.Float, [-1, -1, config.Width])]);
    }

    /// <summary>Adds an operation with one output.</summary>
    protected string Node(string op, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var output = $"{op}_{_names++}";
        _nodes.Add(new OnnxNode(op, "", output, inputs, [output], attributes.ToDictionary(a => a.Name, a => a.Value)));
        return output;
    }

    /// <summary>A number that does not learn.</summary>
    protected string Number(double value) => Constant($"{value:r}", () => OnnxTensor.Scalar((float)value));

    /// <summary>Whole numbers.</summary>
    protected string Wholes(params long[] values) => Constant(string.Join(',', values.Select(value => $"{value}w")), () => OnnxTensor.Vector(values));

    /// <summary>Something that does not learn.</summary>
    /// <param name="key">What it is known by.</param>
    /// <param name="value">Its values.</param>
    protected string Constant(string key, Func<OnnxTensor> value)
    {
        if (_constants.TryGetValue(key, out var name)) return name;
        return _constants[key] = Node("Constant", [], ("value", value()));
    }

    /// <summary>A tensor that learns.</summary>
    protected string Weight(string name, params long[] shape) => Put(name, weights.Take(name, shape));

    /// <summary>x W + b, where there is a b.</summary>
    protected string Linear(string name, string input, long from, long to)
    {
        var product = Node("MatMul", [input, Put($"{name}.weight", weights.Turned($"{name}.weight", to, from))]);
        return weights.Has($"{name}.bias") ? Node("Add", [product, Weight($"{name}.bias", to)]) : product;
    }

    /// <summary>A norm over the numbers of each token.</summary>
    protected string Norm(string name, string input)
    {
        string[] inputs = [input, Weight($"{name}.weight", config.Width)];
        if (weights.Has($"{name}.bias") || config.Type != "modernbert") inputs = [.. inputs, Weight($"{name}.bias", config.Width)];
        return Node("LayerNormalization", inputs, ("axis", -1L), ("epsilon", (float)config.Epsilon));
    }

    /// <summary>What bends.</summary>
    protected string Activate(string input) => config.Activation switch
    {
        "relu" => Node("Relu", [input]),
        "silu" => Node("Mul", [input, Node("Sigmoid", [input])]),
        "gelu" => Node("Mul", [Node("Mul", [input, Node("Add", [Node("Erf", [Node("Div", [input, Number(Math.Sqrt(2))])]), Number(1)])]), Number(0.5)]),
        _ => SmoothGelu(input),
    };

    /// <summary>Numbers of a token, shared out among heads: [rows, heads, tokens, width of a head], or the last two turned.</summary>
    protected string Heads(string input, bool turned = false) =>
        Node("Transpose", [Node("Reshape", [input, Wholes(0, 0, config.Heads, config.HeadWidth)])], ("perm", turned ? [0L, 2, 3, 1] : new[] { 0L, 2, 1, 3 }));

    /// <summary>What each token takes from the others.</summary>
    /// <param name="query">[rows, heads, tokens, width].</param>
    /// <param name="key">[rows, heads, width, tokens].</param>
    /// <param name="value">[rows, heads, tokens, width].</param>
    /// <param name="bias">What is added to how much a query suits a key.</param>
    protected string Attend(string query, string key, string value, string bias)
    {
        var scores = Node("Div", [Node("MatMul", [query, key]), Number(Math.Sqrt(config.HeadWidth))]);
        var shares = Node("Softmax", [Node("Add", [scores, bias])], ("axis", -1L));
        var mixed = Node("Transpose", [Node("MatMul", [shares, value])], ("perm", new[] { 0L, 2, 1, 3 }));
        return Node("Reshape", [mixed, Wholes(0, 0, config.Width)]);
    }

    /// <summary>0 where there is a token, far below elsewhere [rows, 1, 1, tokens].</summary>
    protected string Hidden()
    {
        var mask = Node("Unsqueeze", [Node("Cast", [Mask], ("to", (long)OnnxElement.Float)), Wholes(1, 2)]);
        return Node("Mul", [Node("Sub", [Number(1), mask]), Number(Nothing)]);
    }

    private string SmoothGelu(string input)
    {
        var cube = Node("Mul", [Node("Mul", [input, input]), input]);
        var inner = Node("Mul", [Node("Add", [input, Node("Mul", [cube, Number(0.044715)])]), Number(Math.Sqrt(2 / Math.PI))]);
        return Node("Mul", [Node("Mul", [input, Number(0.5)]), Node("Add", [Node("Tanh", [inner]), Number(1)])]);
    }

    private string Put(string name, OnnxTensor tensor)
    {
        _tensors[name] = tensor;
        return name;
    }
}
