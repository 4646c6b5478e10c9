using System.IO.Compression;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;

namespace MLNetDeep.Onnx.Importing;

/// <summary>
/// What an imported network computes, without its weights: nodes in the form of opset 17 between its inputs and one output. It is kept with trained models.
/// </summary>
/// <param name="Nodes">The nodes, in an order in which they can be computed.</param>
/// <param name="Constants">Tensors that do not learn, by their names.</param>
/// <param name="Weights">The shapes of those that learn, or are learnt beside (means and variances of batch norms), by their names.</param>
/// <param name="Inputs">What is given to it.</param>
/// <param name="Output">What it gives.</param>
internal sealed record NetworkGraph(
    IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, OnnxTensor> Constants, IReadOnlyDictionary<string, long[]> Weights, IReadOnlyList<GraphPort> Inputs, string Output)
{
    private const string WeightPrefix = "weight:";

    /// <summary>The nodes that a tensor depends on, in an order in which they can be computed.</summary>
    public IReadOnlyList<OnnxNode> Before(string output)
    {
        HashSet<string> wanted = [output];
        List<OnnxNode> needed = [];
        foreach (var node in Nodes.Reverse())
        {
            if (!node.Outputs.Any(wanted.Contains)) continue;
            needed.Add(node);
            wanted.UnionWith(node.Inputs);
        }
        needed.Reverse();
        return needed;
    }

    /// <summary>All of it in few bytes: an ONNX model whose weights are inputs, packed.</summary>
    public byte[] ToBytes()
    {
        var graph = new OnnxGraph();
        foreach (var (name, tensor) in Constants) graph.Constant(tensor, name);
        foreach (var (name, shape) in Weights) graph.Port(WeightPrefix + name, OnnxElement.Float, shape);
        foreach (var input in Inputs) graph.Port(input.Name, input.Element, input.Shape ?? []);
        foreach (var node in Nodes) graph.AddNode(node.Op, node.Domain, node.Name, node.Inputs, node.Outputs, [.. node.Attributes.Select(a => (a.Key, a.Value))]);
        graph.Output(Output);
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize)) zip.Write(graph.ToModel("MLNetDeep", nameof(NetworkGraph)));
        return packed.ToArray();
    }

    /// <summary>What <see cref="ToBytes"/> gave.</summary>
    public static NetworkGraph FromBytes(byte[] bytes)
    {
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var all = new MemoryStream();
        packed.CopyTo(all);
        var model = OnnxReader.Read(all.ToArray(), nameof(NetworkGraph));
        var weights = model.Inputs.Where(input => input.Name.StartsWith(WeightPrefix, StringComparison.Ordinal)).ToDictionary(input => input.Name[WeightPrefix.Length..], input => input.Shape!.ToArray());
        return new NetworkGraph(model.Nodes, model.Tensors, weights, [.. model.Inputs.Where(input => !input.Name.StartsWith(WeightPrefix, StringComparison.Ordinal))], model.Outputs[0].Name);
    }
}
