using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>
/// Some exporters write as fixed numbers what a rule gave for images of one size: how much is filled up by the rule SAME, more at one end than at the other, and pools as large as
/// the whole image. Such nodes are given the rule back, so that the network takes images of other sizes too.
/// </summary>
internal static class SizeRules
{
    /// <summary>The same network by the rule; for images of its own size nothing changes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sample">Images of its own size.</param>
    public static ImportedNetwork Settle(ImportedNetwork network, IReadOnlyDictionary<string, Tensor> sample)
    {
        if (!network.Graph.Nodes.Any(node => IsUneven(node) || IsPool(node))) return network;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var module = new GraphModule(network.Graph, new ImportSettings());
        module.Load(network.Weights);
        module.eval();
        var shapes = sample.ToDictionary(pair => pair.Key, pair => pair.Value.shape);
        using var output = module.Run(sample, (name, value) => shapes[name] = value.shape);
        OnnxNode Settle(OnnxNode node) => !shapes.TryGetValue(node.Inputs.FirstOrDefault() ?? "", out var shape) ? node
            : IsUneven(node) ? ByRule(node, shape, network)
            : IsPool(node) && IsWhole(node, shape) ? node with { Op = $"Global{node.Op}", Attributes = new Dictionary<string, object>() }
            : node;
        return network with { Graph = network.Graph with { Nodes = [.. network.Graph.Nodes.Select(Settle)] } };
    }

    private static bool IsPool(OnnxNode node) => node.Op is "MaxPool" or "AveragePool";

    private static bool IsWhole(OnnxNode node, long[] input) => node.Integers("kernel_shape")!.SequenceEqual(input[2..]) && (node.Integers("pads") ?? []).All(pad => pad == 0);

    private static bool IsUneven(OnnxNode node) => node.Op is "Conv" or "MaxPool" or "AveragePool" && node.Integers("pads") is { } pads
        && !pads[..(pads.Length / 2)].SequenceEqual(pads[(pads.Length / 2)..]);

    private static OnnxNode ByRule(OnnxNode node, long[] input, ImportedNetwork network)
    {
        var pads = node.Integers("pads")!;
        long[] kernel = node.Integers("kernel_shape") ?? (network.Graph.Weights.TryGetValue(node.Inputs[1], out var weight) ? weight[2..] : []);
        foreach (var rule in new[] { "SAME_LOWER", "SAME_UPPER" })
        {
            var attributes = node.Attributes.Where(a => a.Key is not ("pads" or "auto_pad")).ToDictionary();
            attributes["auto_pad"] = rule;
            var other = node with { Attributes = attributes };
            if (kernel.Length > 0 && new Window(other).PadsOf(input[2..], kernel).SequenceEqual(pads)) return other;
        }
        return node;
    }
}
