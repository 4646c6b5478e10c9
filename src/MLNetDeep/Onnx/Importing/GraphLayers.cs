using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>
/// Finds the layers in a graph: exporters write a norm as nine nodes and attention as six, which libtorch computes at once, and more quickly. What is found gives the same numbers as
/// its nodes; all others are computed node by node.
/// </summary>
internal sealed class GraphLayers
{
    private readonly NetworkGraph _graph;
    private readonly ImportSettings _settings;
    private readonly Dictionary<string, OnnxNode> _makers;
    private readonly ILookup<string, OnnxNode> _takers;
    private readonly List<GraphStep> _steps = [];
    private readonly HashSet<string> _done = [];

    /// <summary>Looks at a graph.</summary>
    public GraphLayers(NetworkGraph graph, ImportSettings settings)
    {
        (_graph, _settings) = (graph, settings);
        _makers = graph.Nodes.SelectMany(node => node.Outputs.Where(name => name.Length > 0).Select(name => (name, node))).ToDictionary(pair => pair.name, pair => pair.node);
        _takers = graph.Nodes.SelectMany(node => node.Inputs.Distinct().Select(name => (name, node))).ToLookup(pair => pair.name, pair => pair.node);
    }

    /// <summary>The weights that layers have for themselves, by their names.</summary>
    public IEnumerable<(string Name, Func<Tensor> Value)> Weights => _steps.OfType<LayerStep>().SelectMany(step => step.Values);

    /// <summary>The same as they are to be exported.</summary>
    public IEnumerable<(string Name, Func<Tensor> Value)> Exported => _steps.OfType<LayerStep>().SelectMany(step => step.Exported);

    /// <summary>The steps from the inputs to the output, in an order in which they can be computed.</summary>
    public List<GraphStep> Plan()
    {
        // Not by recursion: networks may be thousands of nodes deep.
        var waiting = new Stack<(string Name, GraphStep? Step)>([(_graph.Output, null)]);
        Dictionary<string, GraphStep> found = [];
        while (waiting.TryPop(out var next))
        {
            if (next.Step is { } ready)
            {
                if (_done.Add(ready.Outputs[0])) _steps.Add(ready);
                continue;
            }
            if (!_makers.TryGetValue(next.Name, out var node) || _done.Contains(node.Outputs[0])) continue;
            if (!found.TryGetValue(node.Outputs[0], out var step)) found[node.Outputs[0]] = step = Find(node);
            waiting.Push((next.Name, step));
            foreach (var input in step.Inputs.Reverse()) waiting.Push((input, null));
        }
        return _steps;
    }

    /// <summary>
    /// The network from its input on, in parts that are frozen together and learn at one rate: by the names of weights up to the first number (encoder.layer.0), or
    /// up to the last dot; layers whose names have no dots are together up to the next sum, as that of a residual block.
    /// </summary>
    public IReadOnlyList<string[]> Parts()
    {
        List<(string Key, List<string> Prefixes)> parts = [];
        var sums = 0;
        foreach (var step in _steps)
        {
            if (step is NodeStep { Kind: "Add" or "Sum" }) sums++;
            if (step is not LayerStep layer) continue;
            var pieces = layer.Name.Split('.');
            var number = Array.FindIndex(pieces, piece => piece.All(char.IsAsciiDigit));
            var prefix = pieces.Length == 1 ? layer.Name : string.Join('.', pieces[..(number >= 0 ? number + 1 : pieces.Length - 1)]);
            var key = pieces.Length == 1 ? $"sum {sums}" : prefix;
            var at = parts.FindIndex(part => part.Key == key);
            if (at < 0) parts.Add((key, [prefix]));
            else if (!parts[at].Prefixes.Contains(prefix)) parts[at].Prefixes.Add(prefix);
        }
        return [.. parts.Select(part => part.Prefixes.ToArray())];
    }

    private GraphStep Find(OnnxNode node) => node.Op switch
    {
        "Add" => LayerNorm(node) ?? Linear(node) ?? new NodeStep(node),
        "MatMul" => Attention(node) ?? (GraphStep?)Product(node, node, null) ?? new NodeStep(node),
        "Gemm" => (GraphStep?)Gemm(node) ?? new NodeStep(node),
        "Mul" => Gelu(node) ?? new NodeStep(node),
        "Conv" => Convolution(node) ?? new NodeStep(node),
        "BatchNormalization" => BatchNorm(node) ?? new NodeStep(node),
        "LayerNormalization" => WholeNorm(node) ?? new NodeStep(node),
        _ => new NodeStep(node),
    };

    private OnnxNode? Maker(string name, string op) => _makers.TryGetValue(name, out var node) && node.Op == op ? node : null;

    // A weight that only one node takes may become that layer's own.
    private bool IsOwn(string? name, out long[] shape)
    {
        shape = name is not null && _graph.Weights.TryGetValue(name, out var found) && _takers[name].Count() == 1 ? found : [];
        return shape.Length > 0;
    }

    private double? Number(string name) => _graph.Constants.TryGetValue(name, out var tensor) && tensor is { Element: OnnxElement.Float, Count: 1 }
        ? BitConverter.ToSingle(tensor.Raw.Span)
        : null;

    private bool Is(string name, double value) => Number(name) is { } number && Math.Abs(number - value) <= 1e-4 * Math.Abs(value);

    private static IEnumerable<(string One, string Other)> Sides(OnnxNode node) => [(node.Inputs[0], node.Inputs[1]), (node.Inputs[1], node.Inputs[0])];

    // A matrix without a name of its own is called as what is added behind it.
    private static string NameOf(string weight, string? bias, OnnxNode node)
    {
        string Stem(string name) => name.EndsWith(".weight", StringComparison.Ordinal) || name.EndsWith(".bias", StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : name;
        var isAnonymous = weight.StartsWith("onnx::", StringComparison.Ordinal) || weight.All(char.IsAsciiDigit);
        if (!isAnonymous) return Stem(weight);
        return bias is not null && bias.EndsWith(".bias", StringComparison.Ordinal) ? Stem(bias) : node.Name.Length > 0 ? node.Name : node.Outputs[0];
    }

    private GraphStep? Linear(OnnxNode add)
    {
        foreach (var (product, bias) in Sides(add))
            if (Maker(product, "MatMul") is { } matmul && _takers[product].Count() == 1 && product != _graph.Output && IsOwn(bias, out var shape) && shape.Length == 1
                && Product(add, matmul, bias) is { } step) return step;
        return null;
    }

    private LinearStep? Product(OnnxNode last, OnnxNode matmul, string? bias)
    {
        if (!IsOwn(matmul.Inputs[1], out var shape) || shape.Length != 2 || (bias is not null && _graph.Weights[bias][0] != shape[1])) return null;
        return new LinearStep(last, NameOf(matmul.Inputs[1], bias, matmul), matmul.Inputs[0], matmul.Inputs[1], shape, isTurned: false, bias, DropoutBehind(last), _settings);
    }

    private LinearStep? Gemm(OnnxNode node)
    {
        if (!IsOwn(node.Inputs[1], out var shape) || shape.Length != 2 || node.Real("alpha", 1) != 1 || node.Real("beta", 1) != 1 || node.Integer("transA", 0) != 0) return null;
        var (isTurned, bias) = (node.Integer("transB", 0) != 0, node.Input(2));
        if (bias is not null && !(IsOwn(bias, out var width) && width.Length == 1 && width[0] == shape[isTurned ? 0 : 1])) return null;
        return new LinearStep(node, NameOf(node.Inputs[1], bias, node), node.Inputs[0], node.Inputs[1], shape, isTurned, bias, DropoutBehind(node), _settings);
    }

    // As BERT and its kind have it: behind what is added to its own input and normalized then.
    private double DropoutBehind(OnnxNode node) => _settings.Dropout > 0
        && _takers[node.Outputs[0]].ToList() is [{ Op: "Add" } sum] && _takers[sum.Outputs[0]].Any(taker => taker.Op is "ReduceMean" or "LayerNormalization") ? _settings.Dropout : 0;

    private GraphStep? Convolution(OnnxNode node)
    {
        if (!IsOwn(node.Inputs[1], out var shape) || !ConvolutionStep.Suits(shape)) return null;
        var bias = node.Input(2);
        return bias is null || IsOwn(bias, out _) ? new ConvolutionStep(node, NameOf(node.Inputs[1], bias, node), shape, bias) : null;
    }

    private GraphStep? BatchNorm(OnnxNode node) => node.Inputs.Skip(1).All(name => IsOwn(name, out var shape) && shape.Length == 1)
        ? new BatchNormStep(node, NameOf(node.Inputs[1], node.Inputs[2], node), _graph.Weights[node.Inputs[1]][0])
        : null;

    private GraphStep? WholeNorm(OnnxNode node) => node.Integer("axis", -1) == -1 && IsOwn(node.Inputs[1], out var shape) && shape.Length == 1 && IsOwn(node.Input(2), out _)
        ? Norm(node, node.Inputs[0], node.Inputs[1], node.Inputs[2], node.Real("epsilon", 1e-5f))
        : null;

    private LayerNormStep Norm(OnnxNode node, string input, string weight, string bias, double epsilon)
    {
        // The embeddings: what is looked up rather than computed by a layer.
        var isFirst = !_steps.OfType<LayerStep>().Any() && Maker(input, "Add") is { } sum && !sum.Inputs.Any(name => Maker(name, "MatMul") is not null);
        return new LayerNormStep(node, NameOf(weight, bias, node), input, weight, bias, _graph.Weights[weight][0], epsilon, isFirst && IsLookedUp(input) ? _settings.Dropout : 0);
    }

    private bool IsLookedUp(string name) => _makers.TryGetValue(name, out var node)
        && (node.Op == "Gather" || (node.Op == "Add" && node.Inputs.Any(IsLookedUp)));

    // (x - mean) / √(variance + ε) · weight + bias
    private GraphStep? LayerNorm(OnnxNode add)
    {
        foreach (var (scaled, bias) in Sides(add))
        {
            if (!IsOwn(bias, out var shape) || shape.Length != 1 || Maker(scaled, "Mul") is not { } mul) continue;
            foreach (var (divided, weight) in Sides(mul))
            {
                if (!IsOwn(weight, out var width) || width.Length != 1 || Maker(divided, "Div") is not { } div) continue;
                if (Maker(div.Inputs[0], "Sub") is not { } centred || Maker(div.Inputs[1], "Sqrt") is not { } root || Maker(root.Inputs[0], "Add") is not { } sum) continue;
                foreach (var (variance, epsilon) in Sides(sum))
                    if (Number(epsilon) is { } small && IsCentred(centred) is { } input && IsVariance(variance, input)) return Norm(add, input, weight, bias, small);
            }
        }
        return null;
    }

    // x - mean of x over the last axis: gives x.
    private string? IsCentred(OnnxNode sub) => Maker(sub.Inputs[1], "ReduceMean") is { } mean && IsOverLast(mean) && mean.Inputs[0] == sub.Inputs[0] ? sub.Inputs[0] : null;

    private bool IsVariance(string name, string input)
    {
        if (Maker(name, "ReduceMean") is not { } mean || !IsOverLast(mean)) return false;
        var square = Maker(mean.Inputs[0], "Pow") is { } power && Is(power.Inputs[1], 2) ? power.Inputs[0]
            : Maker(mean.Inputs[0], "Mul") is { } product && product.Inputs[0] == product.Inputs[1] ? product.Inputs[0] : null;
        return square is not null && Maker(square, "Sub") is { } sub && IsCentred(sub) == input;
    }

    private static bool IsOverLast(OnnxNode mean) => mean.Integers("axes") is [-1] && mean.Integer("keepdims", 1) != 0;

    // x · ½ · (1 + erf(x / √2)), in any order.
    private GraphStep? Gelu(OnnxNode node)
    {
        var factors = Factors(node).ToList();
        if (factors.Count != 3) return null;
        foreach (var sum in factors.Select(name => Maker(name, "Add")).OfType<OnnxNode>())
            foreach (var (error, one) in Sides(sum))
            {
                if (!Is(one, 1) || Maker(error, "Erf") is not { } erf) continue;
                var input = Maker(erf.Inputs[0], "Div") is { } div && Is(div.Inputs[1], Math.Sqrt(2)) ? div.Inputs[0]
                    : Maker(erf.Inputs[0], "Mul") is { } mul ? Sides(mul).Where(side => Is(side.Other, Math.Sqrt(0.5))).Select(side => side.One).FirstOrDefault() : null;
                var rest = factors.Where(name => name != sum.Outputs[0]).ToList();
                if (input is not null && rest.Contains(input) && rest.Any(name => Is(name, 0.5))) return new GeluStep(node, input);
            }
        return null;
    }

    private IEnumerable<string> Factors(OnnxNode node) => node.Inputs.SelectMany(name => Maker(name, "Mul") is { } inner && _takers[name].Count() == 1 ? inner.Inputs : [name]);

    // softmax(query · key / √width + mask) · value
    private GraphStep? Attention(OnnxNode node)
    {
        if (Maker(node.Inputs[0], "Softmax") is not { } softmax || softmax.Integer("axis", -1) != -1 || softmax.Has(OpsetUpgrade.FlatAxis)) return null;
        var scores = softmax.Inputs[0];
        string? mask = null;
        if (Maker(scores, "Add") is { } add)
            (scores, mask) = Sides(add).FirstOrDefault(side => Scaled(side.One).Name is { } name && Maker(name, "MatMul") is not null);
        if (scores is null) return null;
        var (product, factor) = Scaled(scores);
        if (Maker(product, "MatMul") is not { } matmul || Maker(matmul.Inputs[1], "Transpose") is null) return null;
        var (query, own) = Scaled(matmul.Inputs[0]);
        return new AttentionStep(node, query, matmul.Inputs[1], node.Inputs[1], mask, factor * own, _settings.Dropout);
    }

    // What is multiplied with a number, and that number.
    private (string Name, double Factor) Scaled(string name)
    {
        if (Maker(name, "Div") is { } div && Number(div.Inputs[1]) is { } by) return (div.Inputs[0], 1 / by);
        if (Maker(name, "Mul") is { } mul)
            foreach (var (one, other) in Sides(mul))
                if (Number(other) is { } factor) return (one, factor);
        return (name, 1);
    }
}
