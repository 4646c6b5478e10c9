using System.Text.Json;
using MLNetDeep.Data;

namespace MLNetDeep.GraphTasks;

/// <summary>Reads files with a graph a line, each a JSON object.</summary>
internal sealed class JsonGraphReader
{
    private readonly string _path;
    private readonly GraphFaults _faults = new();
    private readonly GraphRows _rows = new();
    private readonly PropertyValues _labels = new(GraphProperties.Label, GraphColumns.Label);
    private readonly Dictionary<string, PropertyValues> _others = [];
    private readonly ItemValues _nodeFeatures = new(GraphProperties.Attributes, "node");
    private readonly ItemValues _edgeFeatures = new(GraphProperties.EdgeAttributes, "edge");
    private readonly ItemValues _edgeTags = new(GraphProperties.EdgeTags, "edge");
    private Dictionary<string, JsonElement> _graph = [];
    private long _line;

    private JsonGraphReader(string path) => _path = path;

    /// <summary>The graphs of a file.</summary>
    /// <exception cref="InvalidDataException">Lines are no graphs; the first ten are named.</exception>
    public static MemoryView Read(string path)
    {
        var reader = new JsonGraphReader(path);
        reader.ReadLines();
        return reader._rows.ToView(reader._rows.Count, reader._nodeFeatures.Count, reader._edgeFeatures.Count, reader._edgeTags.Count > 0, [reader._labels, .. reader._others.Values]);
    }

    private void ReadLines()
    {
        using (var lines = new GraphLines(_path))
        {
            while (lines.MoveNext())
            {
                _line = lines.Number;
                if (lines.IsEmpty) continue;
                if (lines.IsText) ReadLine(lines.Line);
                else _faults.Add(_path, _line, "it is not UTF-8.");
            }
        }
        _faults.Throw();
        if (_rows.Count == 0) throw new InvalidDataException($"'{_path}' has no graphs: its lines are empty.");
    }

    private void ReadLine(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (Attempt(() => _graph = GraphJson.Properties(document.RootElement))) ReadGraph();
        }
        catch (JsonException e)
        {
            _faults.Add(_path, _line, $"it is not JSON, at byte {e.BytePositionInLine + 1}: {e.Message.Split(" LineNumber:")[0]}");
        }
    }

    private void ReadGraph()
    {
        int nodes = 0, edges = 0;
        if (Attempt(() => nodes = ReadNodes()))
        {
            Attempt(() => ReadFeatures(GraphProperties.Attributes, "node", nodes, _nodeFeatures, _rows.NodeFeatures));
            if (Attempt(() => edges = ReadEdges(nodes)))
            {
                Attempt(() => ReadEdgeTags(edges));
                Attempt(() => ReadFeatures(GraphProperties.EdgeAttributes, "edge", edges, _edgeFeatures, _rows.EdgeFeatures));
            }
        }
        foreach (var name in _graph.Keys) Attempt(() => ReadProperty(name));
        _rows.EndRow();
    }

    // What is null is not there.
    private JsonElement? Find(string name) => _graph.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement? FindList(string name, string wanted) => Find(name) is not { } list || list.ValueKind == JsonValueKind.Array ? Find(name)
        : throw new FormatException($"'{name}' is {GraphJson.Show(list)}: {wanted}.");

    private int ReadNodes()
    {
        if (Find(GraphProperties.Nodes) is { ValueKind: JsonValueKind.Array } tags) return AddTags(tags, GraphProperties.Nodes, _rows.Nodes, _rows.NodeVocabulary);
        var count = CountNodes();
        var none = _rows.NodeVocabulary.Code("");
        for (var i = 0; i < count; i++) _rows.Nodes.Add(none);
        return count;
    }

    private int CountNodes()
    {
        if (Find(GraphProperties.Nodes) is { } nodes)
        {
            return nodes.ValueKind == JsonValueKind.Number && nodes.TryGetInt32(out var count) && count >= 0 ? count
                : throw new FormatException($"'nodes' is {GraphJson.Show(nodes)}: a list of tags is wanted, or how many nodes there are.");
        }
        return Find(GraphProperties.Attributes) is { ValueKind: JsonValueKind.Array } attributes ? attributes.GetArrayLength()
            : throw new FormatException("neither 'nodes' nor 'attributes' says how many nodes there are: a list of tags in 'nodes' is wanted, or a number.");
    }

    private static int AddTags(JsonElement tags, string name, Ragged<int> codes, TagVocabulary vocabulary)
    {
        var count = 0;
        foreach (var tag in tags.EnumerateArray()) codes.Add(vocabulary.Code(GraphJson.Tag(tag, name, count++)));
        return count;
    }

    private int ReadEdges(int nodes)
    {
        var count = 0;
        if (FindList(GraphProperties.Edges, "a list of pairs is wanted, such as [[0, 1], [1, 0]]") is not { } edges) return 0;
        foreach (var edge in edges.EnumerateArray())
        {
            if (edge.ValueKind != JsonValueKind.Array || edge.GetArrayLength() != 2) throw NoPair(edge, count);
            _rows.Sources.Add(Position(edge, 0, count, nodes));
            _rows.Targets.Add(Position(edge, 1, count, nodes));
            count++;
        }
        return count;
    }

    private static int Position(JsonElement edge, int end, int number, int nodes)
    {
        if (edge[end] is not { ValueKind: JsonValueKind.Number } element || !element.TryGetInt32(out var position)) throw NoPair(edge, number);
        if (position >= 0 && position < nodes) return position;
        throw new FormatException($"edge {number} is {GraphJson.Show(edge)}, but the graph has {Nodes(nodes)}: positions are counted from 0.");
    }

    private static string Nodes(int count) => count switch { 0 => "no nodes", 1 => "1 node", _ => $"{count} nodes" };

    private static FormatException NoPair(JsonElement edge, int number) => new($"edge {number} is {GraphJson.Show(edge)}: the positions of two nodes are wanted, such as [0, 1].");

    private void ReadEdgeTags(int edges)
    {
        var tags = FindList(GraphProperties.EdgeTags, "a list of tags is wanted, one for each edge");
        CheckCount(GraphProperties.EdgeTags, "edge", tags, edges);
        if (edges > 0) _edgeTags.Check(_line, 0, tags is null ? 0 : 1);
        if (tags is { } given) AddTags(given, GraphProperties.EdgeTags, _rows.EdgeTags, _rows.EdgeVocabulary);
    }

    private void ReadFeatures(string name, string item, int count, ItemValues rule, Ragged<float> features)
    {
        var lists = FindList(name, $"a list of numbers for each {item} is wanted, such as [[0.5, 1], [2, 0]]");
        CheckCount(name, item, lists, count);
        if (lists is null && count > 0) rule.Check(_line, 0, 0);
        if (lists is null) return;
        var position = 0;
        foreach (var list in lists.Value.EnumerateArray())
        {
            if (list.ValueKind != JsonValueKind.Array) throw new FormatException($"{item} {position} has {GraphJson.Show(list)} in '{name}': a list of numbers is wanted, such as [0.5, 1].");
            rule.Check(_line, position, list.GetArrayLength());
            foreach (var number in list.EnumerateArray()) features.Add(GraphJson.Number(number, $"{item} {position} in '{name}'"));
            position++;
        }
    }

    private static void CheckCount(string name, string item, JsonElement? list, int count)
    {
        if (list?.GetArrayLength() is { } found && found != count) throw new FormatException($"'{name}' has {found} {(found == 1 ? "item" : "items")}, but the graph has {count} {item}{(count == 1 ? "" : "s")}.");
    }

    private void ReadProperty(string name)
    {
        if (Find(name) is not { } value || (name != GraphProperties.Label && GraphProperties.All.Contains(name))) return;
        if (name.Length == 0) throw new FormatException("a property has no name.");
        if (GraphColumns.All.Contains(name)) throw new FormatException($"'{name}' is what a column of another property is called: give the property another name than {string.Join(", ", GraphColumns.All)}.");
        if (name != GraphProperties.Label && !_others.ContainsKey(name)) _others.Add(name, new PropertyValues(name, name));
        (name == GraphProperties.Label ? _labels : _others[name]).Add(_rows.Count, GraphJson.Value(value, name), _line);
    }

    private bool Attempt(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (FormatException e)
        {
            _faults.Add(_path, _line, e.Message);
            return false;
        }
    }
}
