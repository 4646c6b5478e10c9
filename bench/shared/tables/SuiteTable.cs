using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench;

/// <summary>A table of the list.</summary>
/// <param name="File">Its file.</param>
/// <param name="Label">The label.</param>
/// <param name="Task">binary, multiclass or regression.</param>
/// <param name="Rows">How many of its rows are taken; null for all.</param>
internal sealed record SuiteTable(string File, string Label, string Task, int? Rows)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    public static IReadOnlyList<SuiteTable> Read(string list)
    {
        var options = new TableFileOptions { Kinds = new Dictionary<string, ColumnKind> { ["file"] = ColumnKind.Category, ["label"] = ColumnKind.Category, ["task"] = ColumnKind.Category, ["rows"] = ColumnKind.Number } };
        return [.. new MLContext().Data.CreateEnumerable<Line>(new MLContext().Data.LoadTable(list, options), reuseRowObject: false)
            .Select(l => new SuiteTable(l.file, l.label, l.task, float.IsNaN(l.rows) ? null : (int)l.rows))];
    }

#pragma warning disable IDE1006 // The names of the columns.
    private sealed class Line
    {
        public string file { get; set; } = "";

        public string label { get; set; } = "";

        public string task { get; set; } = "";

        public float rows { get; set; }
    }
#pragma warning restore IDE1006

    /// <summary>Its rows, whose label is called <see cref="SuiteData.Label"/>.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder of the tables; a table may lie in a folder of its own beside it.</param>
    public SuiteData Load(MLContext ml, string folder)
    {
        var path = new[] { Path.Combine(folder, File), Path.Combine(folder, "..", Name, File) }.First(System.IO.File.Exists);
        var kinds = Task == "regression" ? [] : new Dictionary<string, ColumnKind> { [Label] = ColumnKind.Category };
        var file = TableFile.Open(path, new TableFileOptions { Kinds = kinds });
        var all = ml.Data.LoadTable(file);
        // Rows by chance, the same ones each time.
        if (Rows is { } most && most < file.Rows) all = ml.Data.TakeRows(ml.Data.ShuffleRows(all, seed: 1, shufflePoolSize: (int)file.Rows), most);
        IEstimator<ITransformer> label = Task switch
        {
            "regression" => ml.Transforms.CopyColumns(SuiteData.Label, Label),
            "binary" => ml.Transforms.Conversion.MapValue(SuiteData.Label, Values(all), Label),
            _ => ml.Transforms.Conversion.MapValueToKey(SuiteData.Label, Label),
        };
        // Read once: the folds go through the rows many times.
        return new SuiteData(ml.Data.Cache(label.Append(ml.Transforms.DropColumns(Label)).Fit(all).Transform(all)), [.. file.Columns.Where(c => c.Name != Label && c.Useless is null)]);
    }

    private KeyValuePair<string, bool>[] Values(IDataView rows)
    {
        // The rarer class is the positive one; both are measured alike.
        string[] classes = [.. rows.GetColumn<string>(Label).GroupBy(v => v).OrderByDescending(g => g.Count()).Select(g => g.Key)];
        return [new(classes[0], false), new(classes[1], true)];
    }
}

/// <summary>A table that was read.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Features">The columns to learn from.</param>
internal sealed record SuiteData(IDataView Rows, TableFileColumn[] Features)
{
    /// <summary>What the label is called.</summary>
    public const string Label = "Target";

    /// <summary>Parts of the rows, each once the test set.</summary>
    public IReadOnlyList<RowSplit> Split(MLContext ml, string task, int folds) => ml.Deep().CrossValidationSplit(Rows, folds, task == "regression" ? null : Label, seed: 1);
}
