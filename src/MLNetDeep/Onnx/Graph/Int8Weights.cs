using System.Runtime.InteropServices;

namespace MLNetDeep.Onnx.Graph;

/// <summary>
/// Keeps the weights of a graph in 8 bits: matrices, filters and embeddings, symmetric around 0. A matrix has a scale for each block of <see cref="Block"/> of its numbers, and ONNX Runtime multiplies with it as it is
/// (MatMulNBits); a filter has one for each channel that it gives, and is made of reals again when the model is loaded; an embedding has one for each entry. What rows are is not rounded, so that the score of one does
/// not hang on those beside it.
/// </summary>
/// <param name="graph">Takes the nodes; it has none yet.</param>
/// <param name="tensors">The tensors that they name.</param>
internal sealed class Int8Weights(OnnxGraph graph, IReadOnlyList<(string Name, OnnxTensor Value)> tensors)
{
    /// <summary>Numbers of a matrix that have a scale together.</summary>
    public const int Block = 32;

    // Below, the scales and nodes take more than is gained.
    private const int FewestNumbers = 2048;
    private const int Most = sbyte.MaxValue, Zero = 128;
    private readonly Dictionary<string, OnnxTensor> _tensors = tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Value);
    private readonly Dictionary<(string Name, bool IsTurned), string[]> _matrices = [];
    private readonly Dictionary<string, string> _filters = [];
    private readonly Dictionary<string, string[]> _entries = [];

    /// <summary>Adds the nodes, and what is left of the tensors.</summary>
    public void Add(IReadOnlyList<GraphNode> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node.Op)
            {
                case "MatMul" when Weights(node.Inputs[1]) is { Shape.Length: 2 }:
                    graph.Add(Multiplied(node, node.Inputs[0], node.Inputs[1], isTurned: false, node.Outputs[0]));
                    break;
                case "Gemm" when IsPlain(node) && Weights(node.Inputs[1]) is { Shape.Length: 2 }:
                    AddGemm(node);
                    break;
                case "Conv" or "ConvTranspose" when Weights(node.Inputs[1]) is { Shape.Length: >= 2 }:
                    graph.Add(node with { Inputs = [node.Inputs[0], Filter(node.Inputs[1]), .. node.Inputs[2..]] });
                    break;
                case "Gather" when Attribute(node, "axis", 0L) is 0L && Weights(node.Inputs[0]) is { Shape.Length: 2 }:
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
        _tensors.TryGetValue(name, out var tensor) && tensor.Element == OnnxElement.Float && tensor.Count >= FewestNumbers ? tensor : null;

    private static object? Attribute(GraphNode node, string name, object? otherwise) => node.Attributes.FirstOrDefault(a => a.Name == name).Value switch
    {
        null => otherwise,
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        var value => value,
    };

    private static bool IsPlain(GraphNode node) => Attribute(node, "transA", 0L) is 0L && Attribute(node, "alpha", 1f) is 1f && Attribute(node, "beta", 1f) is 1f;

    private void AddGemm(GraphNode node)
    {
        var isTurned = Attribute(node, "transB", 0L) is 1L;
        if (node.Inputs.Length < 3 || node.Inputs[2].Length == 0)
        {
            graph.Add(Multiplied(node, node.Inputs[0], node.Inputs[1], isTurned, node.Outputs[0]));
            return;
        }
        var product = graph.Reserve("product");
        graph.Add(Multiplied(node, node.Inputs[0], node.Inputs[1], isTurned, product));
        graph.AddNode("Add", "", $"{node.Name}_sum", [product, node.Inputs[2]], node.Outputs);
    }

    private GraphNode Multiplied(GraphNode node, string rows, string matrix, bool isTurned, string output)
    {
        var shape = _tensors[matrix].Shape;
        var (inputs, outputs) = isTurned ? (shape[1], shape[0]) : (shape[0], shape[1]);
        if (!_matrices.TryGetValue((matrix, isTurned), out var named)) _matrices[(matrix, isTurned)] = named = Blocks(_tensors[matrix], isTurned, (int)inputs, (int)outputs);
        return new GraphNode("MatMulNBits", OnnxGraph.RuntimeDomain, node.Name, [rows, .. named], [output],
            [("K", inputs), ("N", outputs), ("bits", 8), ("block_size", Block), ("accuracy_level", 0)]);
    }

    // [outputs, blocks, numbers of a block], what is missing of the last block filled with zeros; a scale for each block.
    private string[] Blocks(OnnxTensor matrix, bool isTurned, int inputs, int outputs)
    {
        var values = MemoryMarshal.Cast<byte, float>(matrix.Raw.Span);
        var count = (inputs + Block - 1) / Block;
        var (numbers, scales) = (new byte[outputs * count * Block], new float[outputs * count]);
        Array.Fill(numbers, (byte)Zero);
        for (var output = 0; output < outputs; output++)
        {
            for (var block = 0; block < count; block++)
            {
                var (first, end, largest) = (block * Block, Math.Min(inputs, (block + 1) * Block), 0f);
                for (var input = first; input < end; input++) largest = Math.Max(largest, Math.Abs(values[isTurned ? (output * inputs) + input : (input * outputs) + output]));
                var scale = Scale(largest);
                scales[(output * count) + block] = scale;
                for (var input = first; input < end; input++)
                    numbers[(((output * count) + block) * Block) + input - first] = (byte)(Zero + Rounded(values[isTurned ? (output * inputs) + input : (input * outputs) + output], scale));
            }
        }
        return [graph.Constant(OnnxTensor.OfBytes(numbers, outputs, count, Block)), graph.Constant(OnnxTensor.Of(scales, outputs, count))];
    }

    private string Filter(string name)
    {
        if (_filters.TryGetValue(name, out var made)) return made;
        var (numbers, scales) = PerEntry(_tensors[name]);
        var shape = Enumerable.Repeat(1L, _tensors[name].Shape.Length).ToArray();
        shape[0] = scales.Length;
        var reals = graph.Node("Cast", [numbers], ("to", (long)OnnxElement.Float));
        return _filters[name] = graph.Node("Mul", [reals, graph.Constant(OnnxTensor.Of(scales, shape))]);
    }

    private void AddGather(GraphNode node)
    {
        if (!_entries.TryGetValue(node.Inputs[0], out var named))
        {
            var (numbers, scales) = PerEntry(_tensors[node.Inputs[0]]);
            _entries[node.Inputs[0]] = named = [numbers, graph.Constant(OnnxTensor.Of(scales, scales.Length, 1))];
        }
        var picked = graph.Node("Cast", [graph.Node("Gather", [named[0], node.Inputs[1]], ("axis", 0))], ("to", (long)OnnxElement.Float));
        graph.AddNode("Mul", "", $"{node.Name}_scaled", [picked, graph.Node("Gather", [named[1], node.Inputs[1]], ("axis", 0))], node.Outputs);
    }

    // One scale for each index of the first axis.
    private (string Numbers, float[] Scales) PerEntry(OnnxTensor tensor)
    {
        var values = MemoryMarshal.Cast<byte, float>(tensor.Raw.Span);
        var (numbers, scales) = (new sbyte[values.Length], new float[tensor.Shape[0]]);
        var size = values.Length / scales.Length;
        for (var entry = 0; entry < scales.Length; entry++)
        {
            var own = values.Slice(entry * size, size);
            var largest = 0f;
            foreach (var value in own) largest = Math.Max(largest, Math.Abs(value));
            scales[entry] = Scale(largest);
            for (var i = 0; i < size; i++) numbers[(entry * size) + i] = (sbyte)Rounded(own[i], scales[entry]);
        }
        return (graph.Constant(new OnnxTensor(OnnxElement.Int8, tensor.Shape, OnnxTensor.Bytes(numbers))), scales);
    }

    private static float Scale(float largest) => largest > 0 ? largest / Most : 1;

    private static int Rounded(float value, float scale) => Math.Clamp((int)MathF.Round(value / scale), -Most, Most);
}
