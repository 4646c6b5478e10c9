using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>A graph without its edges, as numbers.</summary>
public sealed class GraphCounts
{
    /// <summary>Nodes, edges, how often each tag of nodes and of edges is there, then sums and means of the numbers of nodes and of edges.</summary>
    [ColumnName(SavedColumns.GraphCounts)]
    [VectorType]
    public float[] Counts { get; set; } = [];
}

/// <summary>Makes of a graph's columns what trainers take that know no graphs. The settings end with how many tags of nodes and of edges are known.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class GraphCountsMapping : CustomMappingFactory<GraphRow, GraphCounts>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Graph.Counts";

    /// <inheritdoc/>
    public override Action<GraphRow, GraphCounts> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    /// <exception cref="FormatException">The numbers are not as many for each node or edge as they were in training.</exception>
    public static void Map(GraphRow source, GraphCounts target)
    {
        var settings = GraphSettings.Of(source.Settings);
        uint[] tags = source.Tags ?? [], edgeTags = source.EdgeTags ?? [];
        float[] numbers = source.Numbers ?? [], edgeNumbers = source.EdgeNumbers ?? [];
        var edges = source.Sources?.Length ?? 0;
        var nodes = settings.HasTags ? tags.Length : numbers.Length / Math.Max(1, settings.NodeFeatures);
        Check("nodes", nodes, settings.NodeFeatures, numbers.Length);
        Check("edges", edges, settings.EdgeFeatures, edgeNumbers.Length);
        target.Counts =
        [
            nodes, edges, .. Bag(tags, (int)source.Settings[^2]), .. Bag(edgeTags, (int)source.Settings[^1]),
            .. SumsAndMeans(numbers, settings.NodeFeatures), .. SumsAndMeans(edgeNumbers, settings.EdgeFeatures),
        ];
    }

    private static void Check(string what, int count, int width, int numbers)
    {
        if (width > 0 && numbers != (long)count * width) throw new FormatException($"there are {count} {what} with {width} numbers each, but {numbers} numbers");
    }

    // Number 0 is an unknown tag.
    private static float[] Bag(uint[] tags, int known)
    {
        var counts = new float[known];
        foreach (var tag in tags)
            if (tag > 0 && tag <= known) counts[tag - 1]++;
        return counts;
    }

    // Of columns of which every number is missing the mean is missing too.
    private static float[] SumsAndMeans(float[] numbers, int width)
    {
        var (sums, known) = (new double[width], new int[width]);
        for (var i = 0; i < numbers.Length && width > 0; i++)
            if (!float.IsNaN(numbers[i])) (sums[i % width], known[i % width]) = (sums[i % width] + numbers[i], known[i % width] + 1);
        return [.. sums.Select(sum => (float)sum), .. sums.Zip(known, (sum, count) => count == 0 ? float.NaN : (float)(sum / count))];
    }
}
