using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>Makes graphs of tables.</summary>
internal static class NodeGraphBuilder
{
    private const int Named = 10;

    /// <summary>A graph of a table of nodes and one of edges.</summary>
    public static NodeGraph Of(IDataView nodes, IDataView edges, NodeGraphOptions options)
    {
        var ids = NodeIds.Read(nodes, options.IdColumnName, "The table of nodes");
        var (encoding, numbers) = NodeEncoding.Learn(nodes, options.FeatureColumnNames, options.Normalization, ids.Count, []);
        var (collected, tags, loops, dangling) = Collect(ids, edges, options);
        return Finish([new NodeType("", 0, ids, nodes, options.IdColumnName, encoding, numbers, [])], collected, tags, loops, dangling);
    }

    /// <summary>A graph of the tables of a relational database.</summary>
    public static NodeGraph Of(IReadOnlyList<GraphTable> tables)
    {
        if (tables.Count == 0) throw new ArgumentException("A graph needs a table at least.", nameof(tables));
        if (tables.GroupBy(table => table.Name).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new ArgumentException($"There are two tables '{twice.Key}'.", nameof(tables));
        List<NodeType> types = [];
        foreach (var table in tables)
        {
            var ids = NodeIds.Read(table.Rows, table.KeyColumnName, $"Table '{table.Name}'");
            types.Add(new NodeType(table.Name, types.Sum(type => type.Ids.Count), ids, table.Rows, table.KeyColumnName, new NodeEncoding([], NodeNormalization.None, [], []), [], []));
        }
        var (collected, names) = (new EdgeCollection(false, true), new List<string>());
        foreach (var (table, own) in tables.Zip(types))
            foreach (var key in table.ForeignKeys)
            {
                var other = types.FirstOrDefault(type => type.Name == key.TableName)
                    ?? throw new ArgumentException($"The foreign key '{key.ColumnName}' of table '{table.Name}' points at a table '{key.TableName}', which is none of {string.Join(", ", tables.Select(t => $"'{t.Name}'"))}.", nameof(tables));
                names.AddRange([$"{table.Name}.{key.ColumnName}", $"{table.Name}.{key.ColumnName} (reverse)"]);
                Link(table, own, key, other, collected, names.Count - 1);
            }
        return Finish([.. tables.Zip(types, (table, type) => Encoded(table, type, collected, names))], collected, names, 0, 0);
    }

    private static NodeType Encoded(GraphTable table, NodeType type, EdgeCollection edges, IReadOnlyList<string> tags)
    {
        var counts = new SortedDictionary<int, float[]>();
        for (var edge = 0; edge < edges.Targets.Count; edge++)
        {
            var (tag, node) = (edges.Tag(edge), edges.Targets[edge] - type.First);
            // Odd tags are those of rows to what they point at.
            if (tag % 2 == 0 || node < 0 || node >= type.Ids.Count) continue;
            if (!counts.TryGetValue(tag, out var count)) counts.Add(tag, count = new float[type.Ids.Count]);
            count[node]++;
        }
        NodeCounts[] counted = [.. counts.Select(count => new NodeCounts(tags[count.Key - 1], Array.ConvertAll(count.Value, number => MathF.Log(1 + number))))];
        var (encoding, numbers) = NodeEncoding.Learn(table.Rows, table.FeatureColumnNames, NodeNormalization.Standard, type.Ids.Count, counted);
        return type with { Encoding = encoding, Numbers = numbers, Counts = counted };
    }

    private static void Link(GraphTable table, NodeType own, ForeignKey key, NodeType other, EdgeCollection edges, int tag)
    {
        other.Ids.Check(table.Rows.Schema, "foreign key", key.ColumnName);
        var faults = new Dangling($"Table '{table.Name}': foreign key '{key.ColumnName}'", $"table '{other.Name}'");
        using var cursor = table.Rows.GetRowCursor([table.Rows.Schema[key.ColumnName]]);
        var read = other.Ids.Open(cursor, key.ColumnName);
        for (var row = 0; cursor.MoveNext(); row++)
        {
            var (number, id) = read();
            if (number == -1) faults.Add(row, id());
            if (number < 0) continue;
            edges.Add(own.First + row, other.First + number, tag: tag);
            edges.Add(other.First + number, own.First + row, tag: tag + 1);
        }
        faults.Throw();
    }

    private static (EdgeCollection Edges, IReadOnlyList<string> Tags, long Loops, long Dangling) Collect(NodeIds ids, IDataView edges, NodeGraphOptions options)
    {
        ids.Check(edges.Schema, "source", options.SourceColumnName);
        ids.Check(edges.Schema, "target", options.TargetColumnName);
        ColumnChecks.CheckWeight(edges.Schema, options.WeightColumnName);
        string?[] names = [options.SourceColumnName, options.TargetColumnName, options.WeightColumnName, options.EdgeTagColumnName];
        using var cursor = edges.GetRowCursor(names.OfType<string>().Distinct().Select(name => edges.Schema[name]));
        var (source, target) = (ids.Open(cursor, options.SourceColumnName), ids.Open(cursor, options.TargetColumnName));
        var weight = options.WeightColumnName is { } column ? cursor.GetGetter<float>(edges.Schema[column]) : null;
        var tags = new EdgeTags(cursor, options.EdgeTagColumnName);
        var collected = new EdgeCollection(weight is not null, options.EdgeTagColumnName is not null);
        var dangling = new Dangling("The table of edges", "the table of nodes");
        var (loops, value) = (0L, 1f);
        while (cursor.MoveNext())
        {
            var (from, to) = (source(), target());
            if (from.Number < 0) dangling.Add(cursor.Position, from.Id());
            else if (to.Number < 0) dangling.Add(cursor.Position, to.Id());
            if (from.Number < 0 || to.Number < 0) continue;
            weight?.Invoke(ref value);
            if (!(value > 0 && float.IsFinite(value)))
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The table of edges: column '{options.WeightColumnName}' holds {value} in row {cursor.Position + 1} (rows are counted from 1); weights must be above 0."));
            var tag = tags.Next();
            collected.Add(from.Number, to.Number, value, tag);
            if (from.Number == to.Number) loops++;
            else if (!options.Directed) collected.Add(to.Number, from.Number, value, tag);
        }
        if (!options.DropDanglingEdges) dangling.Throw($" Set {nameof(NodeGraphOptions.DropDanglingEdges)} to leave them out.");
        return (collected, tags.Names, loops, dangling.Count);
    }

    private static NodeGraph Finish(IReadOnlyList<NodeType> types, EdgeCollection collected, IReadOnlyList<string> tags, long loops, long dangling)
    {
        var nodes = types.Sum(type => type.Ids.Count);
        var (edges, again) = NodeEdges.Of(nodes, collected);
        var linked = new bool[nodes];
        for (var target = 0; target < nodes; target++)
            for (var i = edges.Offsets[target]; i < edges.Offsets[target + 1]; i++) linked[target] = linked[edges.Sources[i]] = true;
        return new NodeGraph(types, edges, tags, new NodeGraphSummary(linked.Count(isLinked => !isLinked), loops, again, dangling));
    }

    /// <summary>Edges whose ends are no nodes.</summary>
    private sealed class Dangling(string what, string where)
    {
        private readonly List<string> _first = [];

        public long Count { get; private set; }

        public void Add(long row, string id)
        {
            if (Count++ < Named) _first.Add($"'{id}' in row {(row + 1).ToString(CultureInfo.InvariantCulture)}");
        }

        public void Throw(string advice = "")
        {
            if (Count > 0) throw new InvalidDataException($"{what} has {Count} {(Count == 1 ? "id" : "ids")} that {where} has not: {string.Join(", ", _first)}{(Count > Named ? ", …" : "")} (rows are counted from 1).{advice}");
        }
    }

    /// <summary>The tags of edges, numbered as they come.</summary>
    private sealed class EdgeTags
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly Func<string>? _read;

        public EdgeTags(DataViewRow row, string? column)
        {
            if (column is null) return;
            var found = ColumnChecks.Find(row.Schema, "edge tag", column);
            if (found.Type is TextDataViewType)
            {
                var getter = row.GetGetter<ReadOnlyMemory<char>>(found);
                ReadOnlyMemory<char> text = default;
                _read = () =>
                {
                    getter(ref text);
                    return text.ToString();
                };
            }
            else
            {
                if (NodeIds.Kind(found) is null) throw ColumnErrors.Mismatch("edge tag", column, "text, whole numbers or keys", ColumnErrors.Describe(found.Type));
                _read = NodeIds.Text(row, found);
            }
        }

        public IReadOnlyList<string> Names => [.. _numbers.Keys];

        public int Next()
        {
            if (_read is null || _read() is not { Length: > 0 } name) return 0;
            if (!_numbers.TryGetValue(name, out var number)) _numbers.Add(name, number = _numbers.Count + 1);
            return number;
        }
    }
}
