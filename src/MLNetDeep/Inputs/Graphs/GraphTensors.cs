using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Layers;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>Graphs as the inputs of an exported network: each a row, filled up to the largest of a batch.</summary>
internal static class GraphTensors
{
    /// <summary>The inputs.</summary>
    public static IReadOnlyList<NetworkPort> Ports(GraphSettings settings)
    {
        List<NetworkPort> ports =
        [
            new(SavedColumns.GraphNodePort, OnnxElement.Int64, -1), new(SavedColumns.GraphSourcePort, OnnxElement.Int64, -1), new(SavedColumns.GraphTargetPort, OnnxElement.Int64, -1),
        ];
        if (settings.NodeWidth > 0) ports.Add(new(SavedColumns.GraphNumberPort, OnnxElement.Float, -1));
        if (settings.HasEdgeTags) ports.Add(new(SavedColumns.GraphEdgeTagPort, OnnxElement.Int64, -1));
        if (settings.EdgeFeatures > 0) ports.Add(new(SavedColumns.GraphEdgeNumberPort, OnnxElement.Float, -1));
        return ports;
    }

    /// <summary>What the inputs take.</summary>
    public static IReadOnlyList<OrtValue> Of(IReadOnlyList<RowGraph> graphs, GraphSettings settings)
    {
        List<GraphPorts> rows = [];
        foreach (var graph in graphs)
        {
            rows.Add(new GraphPorts());
            rows[^1].Take(graph);
        }
        List<OrtValue> values = [Padded(rows, row => row.Nodes), Padded(rows, row => row.Sources), Padded(rows, row => row.Targets)];
        if (settings.NodeWidth > 0) values.Add(Padded(rows, row => row.Numbers));
        if (settings.HasEdgeTags) values.Add(Padded(rows, row => row.EdgeTags));
        if (settings.EdgeFeatures > 0) values.Add(Padded(rows, row => row.EdgeNumbers));
        return values;
    }

    private static OrtValue Padded<T>(List<GraphPorts> rows, Func<GraphPorts, T[]> of)
        where T : unmanaged
    {
        var width = rows.Max(row => of(row).Length);
        var all = new T[rows.Count * width];
        for (var i = 0; i < rows.Count; i++) of(rows[i]).CopyTo(all, i * width);
        return OrtValue.CreateTensorValueFromMemory(all, [rows.Count, width]);
    }
}
