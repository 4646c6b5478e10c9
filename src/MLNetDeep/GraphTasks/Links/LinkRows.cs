using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Inputs.Graphs;

namespace MLNetDeep.GraphTasks;

/// <summary>Edges and pairs without one, as rows with a label.</summary>
internal static class LinkRows
{
    /// <summary>The label: whether there is an edge.</summary>
    public const string Label = "Label";

    /// <summary>The rows: edges, then the pairs that were drawn.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="edges">The edges.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">The columns, and how many pairs are drawn.</param>
    /// <param name="seed">The same seed draws the same pairs.</param>
    public static IDataView Of(MLContext ml, IDataView edges, NodeGraph graph, LinkOptions options, int seed)
    {
        var type = TypeOf(graph, options);
        var pairs = Read(edges, type, options);
        if (pairs.Count == 0) throw new InvalidOperationException("There are no edges to learn from.");
        var (negatives, random) = (new NegativeLinks(graph, type), new Random(seed));
        var positives = pairs.Count;
        for (var i = 0; i < positives * options.NegativesPerEdge; i++)
        {
            var (source, target) = negatives.Draw(random.Next);
            pairs.Add((source - type.First, target - type.First));
        }
        return View(ml, pairs, type, options, positives);
    }

    /// <summary>Pairs of nodes, by their places among those of their type, as rows.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="type">The nodes.</param>
    /// <param name="options">The columns.</param>
    /// <param name="positives">How many of them, from the first, are edges; the others were drawn.</param>
    public static IDataView View(MLContext ml, IReadOnlyList<(int Source, int Target)> pairs, NodeType type, LinkOptions options, int positives = 0)
    {
        if (type.Ids.AreTexts)
        {
            string[] ids = [.. type.Ids.Texts];
            return View(ml, pairs.Select((pair, i) => new TextLink { Source = ids[pair.Source], Target = ids[pair.Target], Label = i < positives, Drawn = i >= positives }), options);
        }
        long[] numbers = [.. type.Ids.Numbers];
        return View(ml, pairs.Select((pair, i) => new NumberLink { Source = numbers[pair.Source], Target = numbers[pair.Target], Label = i < positives, Drawn = i >= positives }), options);
    }

    /// <summary>The nodes that links are between.</summary>
    public static NodeType TypeOf(NodeGraph graph, LinkOptions options) => options.TableName is null && graph.Tables.Count > 1
        ? throw new ArgumentException($"The graph has several tables: say by {nameof(LinkOptions.TableName)} which one links are between. There are {string.Join(", ", graph.Tables)}.")
        : graph.TypeOf(options.TableName ?? graph.Tables[0]);

    /// <summary>The places of the nodes of edges among those of their type.</summary>
    /// <exception cref="InvalidDataException">An id is none of a node.</exception>
    public static List<(int Source, int Target)> Read(IDataView edges, NodeType type, LinkOptions options)
    {
        type.Ids.Check(edges.Schema, "source", options.SourceColumnName);
        type.Ids.Check(edges.Schema, "target", options.TargetColumnName);
        var pairs = new List<(int, int)>();
        using var cursor = edges.GetRowCursor([edges.Schema[options.SourceColumnName], edges.Schema[options.TargetColumnName]]);
        var (source, target) = (type.Ids.Open(cursor, options.SourceColumnName), type.Ids.Open(cursor, options.TargetColumnName));
        while (cursor.MoveNext())
        {
            var (from, to) = (source(), target());
            if (from.Number < 0 || to.Number < 0)
                throw new InvalidDataException($"The edge in row {cursor.Position + 1} has the id '{(from.Number < 0 ? from : to).Id()}', which no node has (rows are counted from 1).");
            pairs.Add((from.Number, to.Number));
        }
        return pairs;
    }

    private static IDataView View<T>(MLContext ml, IEnumerable<T> rows, LinkOptions options)
        where T : class
    {
        var definition = SchemaDefinition.Create(typeof(T));
        (definition[nameof(TextLink.Source)].ColumnName, definition[nameof(TextLink.Target)].ColumnName) = (options.SourceColumnName, options.TargetColumnName);
        return ml.Data.LoadFromEnumerable(rows.ToArray(), definition);
    }

    private sealed class TextLink
    {
        public string Source { get; set; } = "";

        public string Target { get; set; } = "";

        public bool Label { get; set; }

        [ColumnName(NodesReader.DrawnColumn)]
        public bool Drawn { get; set; }
    }

    private sealed class NumberLink
    {
        public long Source { get; set; }

        public long Target { get; set; }

        public bool Label { get; set; }

        [ColumnName(NodesReader.DrawnColumn)]
        public bool Drawn { get; set; }
    }
}
