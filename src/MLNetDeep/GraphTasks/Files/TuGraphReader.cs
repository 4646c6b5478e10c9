using System.Globalization;
using MLNetDeep.Data;

namespace MLNetDeep.GraphTasks;

/// <summary>Reads data sets in the text format of the TU Dortmund collection.</summary>
internal sealed class TuGraphReader
{
    private const string GraphLabels = "graph_labels", GraphAttributes = "graph_attributes", Indicator = "graph_indicator", Edges = "A",
        NodeLabels = "node_labels", NodeAttributes = "node_attributes", EdgeLabels = "edge_labels", EdgeAttributes = "edge_attributes";

    private readonly TuFiles _files;
    private readonly GraphFaults _faults = new();
    private readonly List<PropertyValues> _properties = [];
    private readonly List<int> _graphOfNode = [];
    private readonly List<int> _graphOfEdge = [];
    private readonly List<int> _sources = [];
    private readonly List<int> _targets = [];

    private TuGraphReader(string folder, string name) => _files = new TuFiles(folder, name, _faults);

    /// <summary>The graphs of a data set.</summary>
    /// <exception cref="InvalidDataException">Lines cannot be read; the first ten are named.</exception>
    public static MemoryView Read(string folder, string name) => new TuGraphReader(folder, name).Read();

    private MemoryView Read()
    {
        var graphs = ReadProperties();
        ReadIndicator(graphs);
        _faults.Throw();
        var nodes = new TuOrder(_graphOfNode, graphs);
        ReadEdges(nodes);
        // Without all edges nothing can be said of what they have.
        _faults.Throw();
        var edges = new TuOrder(_graphOfEdge, graphs);
        var rows = new GraphRows();
        var tags = ReadTags(NodeLabels, _graphOfNode.Count, "nodes", rows.NodeVocabulary);
        var edgeTags = ReadTags(EdgeLabels, _graphOfEdge.Count, "edges", rows.EdgeVocabulary);
        var (features, width) = ReadFeatures(NodeAttributes, "node", _graphOfNode.Count);
        var (edgeFeatures, edgeWidth) = ReadFeatures(EdgeAttributes, "edge", _graphOfEdge.Count);
        _faults.Throw();
        tags ??= [.. Enumerable.Repeat(rows.NodeVocabulary.Code(""), _graphOfNode.Count)];
        return rows.With(nodes.Arrange(tags), edges.Arrange(_sources), edges.Arrange(_targets), nodes.Arrange(features, width), edges.Arrange(edgeFeatures, edgeWidth), edges.Arrange(edgeTags ?? [], edgeTags is null ? 0 : 1))
            .ToView(graphs, width, edgeWidth, edgeTags is not null, _properties);
    }

    // How many graphs there are is what these files say; a graph may be without nodes.
    private int ReadProperties()
    {
        int? graphs = null;
        foreach (var part in new[] { GraphLabels, GraphAttributes }.Where(_files.Has))
        {
            var (row, values) = (0, new PropertyValues(part, graphs is null ? GraphColumns.Label : "GraphAttributes"));
            var count = _files.Read(part, (line, number) =>
            {
                var position = row++;
                if (Value(TuFiles.Text(line)) is { } value) values.Add(position, value, number);
            });
            if (graphs is { } known) _files.CheckCount(part, count, known, $"graphs in '{_files.PathOf(GraphLabels)}'");
            graphs ??= count;
            _properties.Add(values);
        }
        return graphs ?? throw new FileNotFoundException($"'{_files.PathOf(GraphLabels)}' is missing, and so is '{_files.PathOf(GraphAttributes)}': one of them says what the graphs are.", _files.PathOf(GraphLabels));
    }

    // NaN is how these files write a label that is missing.
    private static object? Value(string text)
    {
        if (!text.Contains(',')) return !double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? text
            : double.IsNaN(number) ? null : GraphNumber.Value(text) ?? throw new FormatException($"'{text}' is not a finite number.");
        return text.Split(',').Select(part => float.TryParse(part, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number
            : throw new FormatException($"'{text}' has commas, but '{part.Trim()}' is not a finite number.")).ToArray();
    }

    private void ReadIndicator(int graphs) => _files.Read(Indicator, (line, _) =>
    {
        if (!int.TryParse(line.Span.Trim(" \t"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var graph) || graph < 1 || graph > graphs)
            throw new FormatException($"'{TuFiles.Text(line)}' is no number of a graph: there are {graphs}, counted from 1.");
        _graphOfNode.Add(graph - 1);
    });

    private void ReadEdges(TuOrder nodes) => _files.Read(Edges, (line, _) =>
    {
        var text = line.Span;
        var comma = text.IndexOf((byte)',');
        if (comma < 0) throw NoEdge(line);
        var (source, target) = (Node(line, text[..comma]), Node(line, text[(comma + 1)..]));
        var graph = _graphOfNode[source];
        if (_graphOfNode[target] != graph)
            throw new FormatException($"'{TuFiles.Text(line)}' is an edge between two graphs: node {source + 1} is of graph {graph + 1}, node {target + 1} of graph {_graphOfNode[target] + 1}.");
        _sources.Add(nodes.PositionIn(graph, source));
        _targets.Add(nodes.PositionIn(graph, target));
        _graphOfEdge.Add(graph);
    });

    private int Node(ReadOnlyMemory<byte> line, ReadOnlySpan<byte> text)
    {
        if (!int.TryParse(text.Trim(" \t"u8), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var node)) throw NoEdge(line);
        if (node < 1 || node > _graphOfNode.Count) throw new FormatException($"'{TuFiles.Text(line)}' names node {node}: there are {_graphOfNode.Count}, counted from 1.");
        return node - 1;
    }

    private static FormatException NoEdge(ReadOnlyMemory<byte> line) => new($"'{TuFiles.Text(line)}' is no edge: the numbers of two nodes are wanted, such as '1, 2'.");

    private List<int>? ReadTags(string part, int expected, string what, TagVocabulary vocabulary)
    {
        if (!_files.Has(part)) return null;
        var codes = new List<int>(expected);
        var count = _files.Read(part, (line, _) => codes.Add(vocabulary.Code(string.Join(',', TuFiles.Text(line).Split(',', StringSplitOptions.TrimEntries)))));
        _files.CheckCount(part, count, expected, what);
        return codes;
    }

    private (List<float> Values, int Width) ReadFeatures(string part, string item, int expected)
    {
        var values = new List<float>();
        if (!_files.Has(part)) return (values, 0);
        var (rule, position) = (new ItemValues(part, item), 0);
        var count = _files.Read(part, (line, number) =>
        {
            var width = 0;
            foreach (var range in line.Span.Split((byte)','))
            {
                values.Add(Number(line, line.Span[range]));
                width++;
            }
            rule.Check(number, position++, width);
        });
        _files.CheckCount(part, count, expected, $"{item}s");
        return (values, rule.Count);
    }

    private static float Number(ReadOnlyMemory<byte> line, ReadOnlySpan<byte> text) =>
        float.TryParse(text.Trim(" \t"u8), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number
            : throw new FormatException($"'{TuFiles.Text(line)}': finite numbers of 32 bits are wanted, separated by commas.");
}
