using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>A file with a graph a line, as JSON: every row is a graph.</summary>
internal sealed class GraphSource : DataSource
{
    private const string FileLabel = "label", Label = "Label", Sources = "Sources", EdgeFeatures = "EdgeFeatures", EdgeTags = "EdgeTags";

    // What of a row is its graph, in the order in which views have it.
    private static readonly string[] _parts = ["Nodes", Sources, "Targets", "NodeFeatures", EdgeFeatures, EdgeTags], _ofEdges = [EdgeFeatures, EdgeTags];
    private readonly IDataView _rows;
    private readonly string[] _properties;

    public GraphSource(string path)
    {
        Path = path;
        _rows = new MLContext().Deep().Graphs.LoadJsonLines(path);
        _properties = [.. _rows.Schema.Select(c => c.Name).Where(name => !_parts.Contains(name))];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    public override string Root => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>How many graphs there are.</summary>
    public long Count => _rows.GetRowCount()!.Value;

    /// <summary>What graphs have beside nodes and edges, as the file calls it.</summary>
    public IReadOnlyList<string> Properties => [.. _properties.Select(InFile)];

    /// <summary>The columns of the graphs themselves.</summary>
    public IReadOnlyList<string> Parts => [.. _parts.Where(name => _rows.Schema.GetColumnOrNull(name) is not null)];

    /// <summary>Whether edges have tags or numbers, which not every network learns from.</summary>
    public bool HasEdgeProperties => _rows.Schema.GetColumnOrNull(EdgeTags) is not null || _rows.Schema.GetColumnOrNull(EdgeFeatures) is not null;

    /// <summary>The nodes and edges of all graphs.</summary>
    public (long Nodes, long Edges) Size()
    {
        (long nodes, long edges) = (0, 0);
        foreach (ReadOnlyMemory<char>[] tags in _rows.GetColumn<ReadOnlyMemory<char>[]>("Nodes"))
            nodes += tags.Length;
        foreach (int[] sources in _rows.GetColumn<int[]>(Sources))
            edges += sources.Length;
        return (nodes, edges);
    }

    /// <summary>Whether a property has a number, or several, in each graph.</summary>
    public (bool AreNumbers, int Length) FormOf(string property) => _rows.Schema[Column(property)].Type switch
    {
        VectorDataViewType list => (true, list.Size),
        NumberDataViewType => (true, 0),
        _ => (false, 0),
    };

    /// <summary>What a property holds, as of a column of a table.</summary>
    public TableFileColumn Describe(string property)
    {
        string name = Column(property);
        bool areNumbers = FormOf(property).AreNumbers;
        string[] values = [.. GraphValues.AsText(new MLContext(), _rows, name, name).GetColumn<string>(name).Where(value => !string.IsNullOrEmpty(value)).Distinct()];
        return new TableFileColumn
        {
            Name = property,
            Kind = areNumbers ? ColumnKind.Number : values.Length == Count && Count > 1 ? ColumnKind.Id : ColumnKind.Category,
            Distinct = values.Length,
            Examples = [.. values.Take(5)],
            IsWhole = areNumbers && values.All(value => double.IsInteger(double.Parse(value, CultureInfo.InvariantCulture))),
            IsBinary = areNumbers && values.All(value => value is "0" or "1"),
        };
    }

    /// <summary>Whether the numbers of a property that is a list are 0 and 1.</summary>
    public bool IsBinaryList(string property) => _rows.GetColumn<float[]>(Column(property)).All(list => Array.TrueForAll(list, number => number is 0 or 1 || float.IsNaN(number)));

    /// <summary>The properties that a label names: one, or several with commas between.</summary>
    public IReadOnlyList<string> LabelsOf(string label) => Find(label) is not null ? [label] : label.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public override InputColumns Choose(string label, ColumnWishes wishes)
    {
        if (wishes.Features.Length > 0 || wishes.Image is not null || wishes.Text is not null)
            throw new UsageException($"--features, --image and --text name columns of a table, but '{Path}' has graphs: networks learn from their nodes and edges.");
        if (wishes.Kind != "graph")
            throw new UsageException($"'{Path}' has graphs, which networks for graphs take: --arch {string.Join(", ", Networks)}.");
        IReadOnlyList<string> labels = LabelsOf(label);
        string[] columns = [.. labels.Select(Column)];
        return columns is [var one]
            ? new InputColumns(one) { Graph = Parts, Targets = [.. Enumerable.Range(0, FormOf(label).Length).Select(place => $"{one}.{place}")] }
            : new InputColumns(label) { Graph = Parts, Targets = columns };
    }

    /// <summary>The networks for graphs.</summary>
    public static IEnumerable<string> Networks => ArchitectureRegistry.All.Where(a => a.InputKind.Key == "graph").Select(a => a.Key);

    public override IDataView Load(MLContext ml, InputColumns columns, LabelUse use, IReadOnlyList<string>? keep = null, IReadOnlySet<string>? known = null)
    {
        IDataView rows = WithParts(ml, columns);
        List<string> wanted = [.. columns.Graph!];
        foreach (string name in (keep ?? []).Concat(use == LabelUse.Required ? new[] { columns.Group }.OfType<string>() : []))
            rows = With(TableSource.NameOfKept(name), to => GraphValues.AsText(ml, rows, Single(name), to));
        foreach (string name in use == LabelUse.Required ? new[] { columns.Time, columns.Weight }.OfType<string>() : [])
            rows = With(TableSource.NameOfKept(name), to => GraphValues.AsNumber(ml, rows, Number(name), to));
        if (use != LabelUse.None)
            rows = WithLabel(ml, rows, columns, use == LabelUse.Required, known, wanted);
        return ml.Transforms.SelectColumns([.. wanted.Distinct()]).Fit(rows).Transform(rows);

        IDataView With(string to, Func<string, IDataView> make)
        {
            wanted.Add(to);
            return make(to);
        }
    }

    private IDataView WithLabel(MLContext ml, IDataView rows, InputColumns columns, bool isRequired, IReadOnlySet<string>? known, List<string> wanted)
    {
        if (columns.Targets.Count == 0 && !columns.HasNumericLabel)
        {
            wanted.Add(columns.LabelColumn);
            rows = GraphValues.AsText(ml, rows, Single(columns.Label), columns.LabelColumn);
            return isRequired ? GraphValues.WithText(ml, rows, columns.LabelColumn, known) : rows;
        }
        string[] numbers = columns.Targets.Count > 0 ? [.. columns.Targets] : [columns.LabelColumn];
        if (columns.Targets.Count == 0)
            rows = GraphValues.AsNumber(ml, rows, Number(columns.Label), columns.LabelColumn);
        else if (Find(columns.Label) is { } list)
        {
            if (FormOf(list).Length != numbers.Length)
                throw new CommandException($"'{InFile(list)}' of '{Path}' is {(FormOf(list).Length == 0 ? "no list" : $"a list of {FormOf(list).Length}")}, but {numbers.Length} labels are expected.");
            for (int place = 0; place < numbers.Length; place++)
                rows = GraphValues.Item(ml, rows, list, place, numbers[place]);
        }
        else
        {
            foreach (string name in numbers)
                rows = GraphValues.AsNumber(ml, rows, Number(name), name);
        }
        wanted.AddRange(numbers);
        return isRequired ? ml.Data.FilterRowsByMissingValues(rows, numbers) : rows;
    }

    // A file without any edge has no tags and no numbers of edges, and needs none.
    private IDataView WithParts(MLContext ml, InputColumns columns)
    {
        if (columns.Graph is null)
            throw new CommandException($"The model takes {(columns.Image is null ? "columns of a table" : "images")}, but '{Path}' has graphs.");
        string[] missing = [.. columns.Graph.Except(Parts)];
        if (missing.Length == 0)
            return _rows;
        if (missing.Except(_ofEdges).Any() || Size().Edges > 0)
            throw new CommandException($"The graphs of '{Path}' have no {string.Join(", ", missing.Select(PartInFile))}, which those have that the model was trained on.");
        return missing.Aggregate(_rows, (rows, name) => name == EdgeTags ? GraphValues.Empty<string>(ml, rows, Sources, name) : GraphValues.Empty<float>(ml, rows, Sources, name));
    }

    private static string PartInFile(string part) => part switch
    {
        "NodeFeatures" => "'attributes'",
        EdgeFeatures => "'edge_attributes'",
        EdgeTags => "'edge_tags'",
        _ => $"'{part}'",
    };

    private string Number(string property) => FormOf(Single(property)).AreNumbers
        ? Column(property)
        : throw new CommandException($"'{property}' of '{Path}' holds text, but numbers are expected.");

    private string Single(string property) => FormOf(property).Length == 0
        ? Column(property)
        : throw new CommandException($"'{InFile(property)}' of '{Path}' is a list of numbers, but one value for each graph is expected.");

    /// <summary>The column of a property.</summary>
    private string Column(string property) => Find(property)
        ?? throw new CommandException($"The graphs of '{Path}' have no property '{property}'. {(Properties.Count == 0 ? "They have none beside nodes and edges." : $"They have {string.Join(", ", Properties.Take(12))}{(Properties.Count > 12 ? $" and {Properties.Count - 12} more" : "")}.")}");

    // Files write the label small.
    private string? Find(string property) => Array.Find(_properties, name => name == property || (name == Label && property == FileLabel));

    private static string InFile(string column) => column == Label ? FileLabel : column;
}
