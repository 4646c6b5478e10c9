using Microsoft.ML;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>The columns of a row's graph, opened.</summary>
internal sealed class OpenGraphColumns
{
    private readonly Func<string[]>? _tags, _edgeTags;
    private readonly Func<float[]>? _features, _edgeFeatures;
    private readonly Func<int[]> _sources, _targets;

    public OpenGraphColumns(DataViewRow row, GraphColumns columns)
    {
        _tags = columns.Tags is { } tags ? VectorColumn.Texts(row, tags) : null;
        _features = columns.Features is { } features ? VectorColumn.Floats(row, features) : null;
        (_sources, _targets) = (VectorColumn.Positions(row, columns.Sources), VectorColumn.Positions(row, columns.Targets));
        _edgeTags = columns.EdgeTags is { } edgeTags ? VectorColumn.Texts(row, edgeTags) : null;
        _edgeFeatures = columns.EdgeFeatures is { } edgeFeatures ? VectorColumn.Floats(row, edgeFeatures) : null;
    }

    /// <summary>Tags, and how many numbers and edges there are; where something cannot be read, as if it were not there: the pass that takes rows says so.</summary>
    public (string[] Tags, int Features, int Edges, string[] EdgeTags, int EdgeFeatures) Contents(long row)
    {
        try
        {
            return (_tags?.Invoke() ?? [], _features?.Invoke().Length ?? 0, _sources().Length, _edgeTags?.Invoke() ?? [], _edgeFeatures?.Invoke().Length ?? 0);
        }
        catch (FormatException)
        {
            return ([], 0, 0, [], 0);
        }
    }

    /// <summary>The current row.</summary>
    /// <exception cref="FormatException">A number is not whole.</exception>
    public RawGraph Read(IReadOnlyDictionary<string, int> tags, IReadOnlyDictionary<string, int> edgeTags) => new()
    {
        Tags = Numbers(_tags, tags),
        NodeFeatures = _features?.Invoke() ?? [],
        Sources = _sources(),
        Targets = _targets(),
        EdgeTags = Numbers(_edgeTags, edgeTags),
        EdgeFeatures = _edgeFeatures?.Invoke() ?? [],
    };

    private static int[] Numbers(Func<string[]>? texts, IReadOnlyDictionary<string, int> numbers) =>
        texts is null ? [] : Array.ConvertAll(texts(), text => numbers.GetValueOrDefault(text));
}
