using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>What the parts of graphs' features are: tags, sources and targets, then what the settings ask for.</summary>
/// <param name="features">The features.</param>
/// <param name="settings">How graphs are taken.</param>
internal readonly struct GraphParts(Features features, GraphSettings settings)
{
    private const int Nodes = 0, From = 1, To = 2, Others = 3;

    public RaggedPart Tags => (RaggedPart)features.Parts[Nodes];

    public RaggedPart Sources => (RaggedPart)features.Parts[From];

    public RaggedPart Targets => (RaggedPart)features.Parts[To];

    /// <summary>Numbers of all nodes [nodes, width]; null where they have none.</summary>
    public Tensor? NodeFeatures => settings.NodeWidth > 0 ? Part(Others).Joined() : null;

    /// <summary>Tags of all edges [edges]; null where they have none.</summary>
    public Tensor? EdgeTags => settings.HasEdgeTags ? Part(Others + (settings.NodeWidth > 0 ? 1 : 0)).Joined() : null;

    /// <summary>Numbers of all edges [edges, width]; null where they have none.</summary>
    public Tensor? EdgeFeatures => settings.EdgeFeatures > 0 ? Part(features.Parts.Count - 1).Joined() : null;

    private RaggedPart Part(int place) => (RaggedPart)features.Parts[place];

    /// <summary>The features of graphs.</summary>
    public static Features Of(IReadOnlyList<RowGraph> graphs, GraphSettings settings)
    {
        int[] nodes = [.. graphs.Select(graph => graph.Tags.Length)], edges = [.. graphs.Select(graph => graph.Sources.Length)];
        RaggedPart Whole(Func<RowGraph, int[]> of, int[] lengths) => new(Tensors.OfInts(graphs.SelectMany(of).ToArray()), lengths);
        RaggedPart Real(Func<RowGraph, float[]> of, int width, int[] lengths) => new(Tensors.OfFloats(graphs.SelectMany(of).ToArray(), lengths.Sum(), width), lengths);
        List<FeaturePart> parts = [Whole(graph => graph.Tags, nodes), Whole(graph => graph.Sources, edges), Whole(graph => graph.Targets, edges)];
        if (settings.NodeWidth > 0) parts.Add(Real(graph => graph.Features, settings.NodeWidth, nodes));
        if (settings.HasEdgeTags) parts.Add(Whole(graph => graph.EdgeTags, edges));
        if (settings.EdgeFeatures > 0) parts.Add(Real(graph => graph.EdgeFeatures, settings.EdgeFeatures, edges));
        return new Features(parts);
    }
}
