using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>
/// Softmax as it was before opset 13: over all axes from one on, in a row. It is brought into today's form once it is known how many axes there are.
/// </summary>
internal static class LegacySoftmax
{
    /// <summary>The same graph, and the shape of its output for these inputs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sample">Inputs to try it with.</param>
    public static (NetworkGraph Graph, long[] Output) Settle(ImportedNetwork network, IReadOnlyDictionary<string, Tensor> sample)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var graph = network.Graph;
        using var module = new GraphModule(graph, new ImportSettings());
        module.Load(network.Weights);
        module.eval();
        Dictionary<string, long> ranks = [];
        using var output = module.Run(sample, (name, value) => ranks[name] = value.dim());
        if (!graph.Nodes.Any(IsLegacy)) return (graph, output.shape);
        List<OnnxNode> nodes = [];
        foreach (var node in graph.Nodes)
        {
            if (!IsLegacy(node)) nodes.Add(node);
            else nodes.AddRange(Modern(node, ranks[node.Outputs[0]]));
        }
        return (graph with { Nodes = nodes }, output.shape);
    }

    private static bool IsLegacy(OnnxNode node) => node.Has(OpsetUpgrade.FlatAxis);

    private static IEnumerable<OnnxNode> Modern(OnnxNode node, long rank)
    {
        var axis = node.Integer(OpsetUpgrade.FlatAxis, 1);
        var last = new Dictionary<string, object> { ["axis"] = -1L };
        if (axis == -1 || axis == rank - 1) return [node with { Attributes = last }];
        string Name(string step) => $"{node.Outputs[0]}_{step}";
        return
        [
            new OnnxNode("Shape", "", node.Name, node.Inputs, [Name("shape")], new Dictionary<string, object>()),
            new OnnxNode("Flatten", "", node.Name, node.Inputs, [Name("flat")], new Dictionary<string, object> { ["axis"] = axis }),
            node with { Inputs = [Name("flat")], Outputs = [Name("soft")], Attributes = last },
            new OnnxNode("Reshape", "", node.Name, [Name("soft"), Name("shape")], node.Outputs, new Dictionary<string, object>()),
        ];
    }
}
