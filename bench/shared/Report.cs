using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MLNetDeep.Bench;

/// <summary>What was measured: printed as the table that docs/benchmarks.md shows, and kept whole as JSON, every round of it.</summary>
internal sealed class Report(string title)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<(string Row, string Column, double[] Rounds)> _cells = [];

    /// <summary>Adds what the rounds gave for a cell of the table.</summary>
    public void Add(string row, string column, IEnumerable<double> rounds) => _cells.Add((row, column, [.. rounds]));

    /// <summary>The table: medians, with their range where there are several rounds.</summary>
    /// <param name="formats">How to write the numbers of a column, such as N0; 0.00 where it is not said.</param>
    public string ToMarkdown(IReadOnlyDictionary<string, string> formats)
    {
        string[] columns = [.. _cells.Select(c => c.Column).Distinct()];
        var lines = new List<string> { $"| {title} | {string.Join(" | ", columns)} |", $"| --- |{string.Concat(columns.Select(_ => " --- |"))}" };
        foreach (var row in _cells.Select(c => c.Row).Distinct())
            lines.Add($"| {row} | {string.Join(" | ", columns.Select(column => Text(_cells.FirstOrDefault(c => c.Row == row && c.Column == column).Rounds, formats.GetValueOrDefault(column, "0.00"))))} |");
        return string.Join('\n', lines);
    }

    /// <summary>Writes everything to a file.</summary>
    public void Save(string path)
    {
        var content = new
        {
            Title = title,
            Date = DateTime.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            Command = string.Join(' ', Environment.GetCommandLineArgs().Select((a, i) => i == 0 ? Path.GetFileName(a) : a)),
            Cores = Environment.ProcessorCount,
            Cells = _cells.Select(c => new { c.Row, c.Column, c.Rounds }),
        };
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(content, Json) + "\n");
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The middle of the rounds.</summary>
    public static double Median(IEnumerable<double> rounds)
    {
        double[] sorted = [.. rounds.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(double[]? rounds, string format)
    {
        if (rounds is null) return "";
        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return rounds.Length == 1 ? Number(rounds[0]) : $"{Number(Median(rounds))} ({Number(rounds.Min())} to {Number(rounds.Max())})";
    }
}
