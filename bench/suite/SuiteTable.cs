using Microsoft.ML;

namespace MLNetDeep.Bench.Suite;

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
}
