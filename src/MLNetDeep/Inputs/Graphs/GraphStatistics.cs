using MLNetDeep.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>Means and deviations of the numbers of nodes and of edges, missing ones left out.</summary>
/// <param name="settings">How graphs are taken.</param>
internal sealed class GraphStatistics(GraphSettings settings) : FeatureLearner
{
    /// <summary>Of nodes.</summary>
    public Moments Nodes { get; } = new(settings.NodeWidth);

    /// <summary>Of edges.</summary>
    public Moments Edges { get; } = new(settings.EdgeFeatures);

    public override void Add(Features rows)
    {
        using var scope = NewDisposeScope();
        var parts = new GraphParts(rows, settings);
        Nodes.Add(parts.NodeFeatures);
        Edges.Add(parts.EdgeFeatures);
    }
}
