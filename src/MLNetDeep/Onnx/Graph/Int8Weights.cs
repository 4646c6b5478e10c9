using System.Runtime.InteropServices;

namespace MLNetDeep.Onnx.Graph;

/// <summary>
/// Keeps the weights of a graph in 8 bits: matrices, filters and embeddings, symmetric around 0, with a scale for each block of up to <see cref="Block"/> numbers that are summed up together. Nodes make reals of them
/// again, which ONNX Runtime does once, when it loads the model; of an embedding it does so for the entries that a row has. What rows are is not rounded.
/// </summary>
/// <param name="graph">Takes the nodes; it has none yet.</param>
/// <param name="tensors">The tensors that they name.</param>
internal sealed class Int8Weights(OnnxGraph graph, IReadOnlyList<(string Name, OnnxTensor Value)> tensors)
{
    /// <summary>Numbers that have a scale together, where their count can be divided so.</summary>
    public const int Block = 64;

    // Below, the scales and nodes take more than is gained.
    private const int FewestNumbers = 2048;
    private const int Most = sbyte.MaxValue;
    private readonly Dictionary<string, OnnxTensor> _tensors = tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Value);
    private readonly Dictionary<(string Name, bool IsBySteps), string> _reals = [];
    private readonly Dictionary<string, string[]> _entries = [];

    /// <summary>Adds the nodes, and what is left of the tensors.</summary>
    public void Add(IReadOnlyList<GraphNode> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node.Op)
            {
                case "MatMul" when Weights(node.Inputs[1]) is { Shape.Length: 2 }:
                    graph.Add(WithReals(node, isBySteps: true));
                    break;
                case "Gemm" when Weights(node.Inputs[1]) is { Shape.Length: 2 }:
                    graph.Add(WithReals(node, isBySteps: Attribute(node, "transB") is not 1L));
                    break;
                case "Conv" or "ConvTranspose" when Weights(node.Inputs[1]) is not null:
                    graph.Add(WithReals(node, isBySteps: false));
                    break;
                case "Gather" when Attribute(node, "axis") is null or 0L && Weights(node.Inputs[0]) is { Shape.Length: 2 }:
                    AddGather(node);
                    break;
                default:
                    graph.Add(node);
                    break;
            }
        }
        var used = graph.Nodes.SelectMany(node => node.Inputs).ToHashSet();
        foreach (var (name, value) in tensors.Where(tensor => used.Contains(tensor.Name))) graph.Constant(value, name);
    }

    private OnnxTensor? Weights(string name) =>
        _tensors.TryGetValue(name, out var tensor) && tensor.Element == OnnxElement.Float && tensor.Shape.Length >= 2 && tensor.Count >= FewestNumbers ? tensor : null;

    private static object? Attribute(GraphNode node, string name) => node.Attributes.FirstOrDefault(a => a.Name == name).Value switch
    {
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        var value => value,
    };

    private GraphNode WithReals(GraphNode node, bool isBySteps) => node with { Inputs = [node.Inputs[0], Reals(node.Inputs[1], isBySteps), .. node.Inputs[2..]] };

    // What is summed up together lies one behind the other, or, by steps, one row of the matrix behind the other.
    private string Reals(string name, bool isBySteps)
    {
        if (_reals.TryGetValue((name, isBySteps), out var made)) return made;
        var tensor = _tensors[name];
        var (summed, inner) = isBySteps ? (tensor.Shape[0], tensor.Shape[1]) : (tensor.Count / tensor.Shape[0], 1);
        var block = summed % Block == 0 ? Block : summed;
        var (numbers, scales) = Rounded(tensor, (int)block, (int)inner);
        long outer = tensor.Count / block / inner;
        var whole = graph.Constant(new OnnxTensor(OnnxElement.Int8, [outer, block, inner], OnnxTensor.Bytes(numbers)));
        var reals = graph.Node("Mul", [graph.Node("Cast", [whole], ("to", (long)OnnxElement.Float)), graph.Constant(OnnxTensor.Of(scales, outer, 1, inner))]);
        return _reals[(name, isBySteps)] = graph.Node("Reshape", [reals, graph.Constant(OnnxTensor.Vector(tensor.Shape))]);
    }

    private void AddGather(GraphNode node)
    {
        if (!_entries.TryGetValue(node.Inputs[0], out var named))
        {
            var tensor = _tensors[node.Inputs[0]];
            var (numbers, scales) = Rounded(tensor, (int)tensor.Shape[1], 1);
            _entries[node.Inputs[0]] = named = [graph.Constant(new OnnxTensor(OnnxElement.Int8, tensor.Shape, OnnxTensor.Bytes(numbers))), graph.Constant(OnnxTensor.Of(scales, scales.Length, 1))];
        }
        var picked = graph.Node("Cast", [graph.Node("Gather", [named[0], node.Inputs[1]], ("axis", 0))], ("to", (long)OnnxElement.Float));
        graph.AddNode("Mul", "", $"{node.Name}_scaled", [picked, graph.Node("Gather", [named[1], node.Inputs[1]], ("axis", 0))], node.Outputs);
    }

    // Numbers [outer, block, inner] as they lie, and a scale for each [outer, 1, inner].
    private static (sbyte[] Numbers, float[] Scales) Rounded(OnnxTensor tensor, int block, int inner)
    {
        var values = MemoryMarshal.Cast<byte, float>(tensor.Raw.Span);
        var (numbers, scales) = (new sbyte[values.Length], new float[values.Length / block]);
        for (var i = 0; i < values.Length; i++)
        {
            ref var scale = ref scales[ScaleOf(i, block, inner)];
            scale = Math.Max(scale, Math.Abs(values[i]) / Most);
        }
        for (var i = 0; i < values.Length; i++)
        {
            var scale = scales[ScaleOf(i, block, inner)];
            if (scale > 0) numbers[i] = (sbyte)Math.Clamp((int)MathF.Round(values[i] / scale), -Most, Most);
        }
        return (numbers, scales);
    }

    private static int ScaleOf(int at, int block, int inner) => (at / (block * inner) * inner) + (at % inner);
}
