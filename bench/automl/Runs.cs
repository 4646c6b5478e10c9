using System.Globalization;
using System.Text.Json;

namespace MLNetDeep.Bench.Searches;

/// <summary>What a search reached on rows that it has not seen: the error is 1 - accuracy, or the RMSE; the loss is the log-loss, or again the RMSE.</summary>
internal sealed record Run(string Table, string Way, double Minutes, double Error, double Loss, double BestAlone, double Seconds, int Trials, int Members, string Best);

/// <summary>Runs in a file, a line each.</summary>
internal sealed class Runs(string file)
{
    private readonly List<Run> _all = File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<Run>(line)!)] : [];

    public bool Has(string table, string way, double minutes) => _all.Exists(r => r.Table == table && r.Way == way && (r.Minutes == minutes || way == "default"));

    public void Add(Run run)
    {
        _all.Add(run);
        File.AppendAllText(file, JsonSerializer.Serialize(run) + "\n");
        Console.WriteLine(JsonSerializer.Serialize(run));
    }

    public void Print()
    {
        string[] ways = [.. _all.Select(r => r.Way).Distinct()], tables = [.. _all.Select(r => r.Table).Distinct()];
        Console.WriteLine($"\n| table | {string.Join(" | ", ways)} |\n| --- | {string.Join(" | ", ways.Select(_ => "---"))} |");
        foreach (var table in tables) Console.WriteLine($"| {table} | {string.Join(" | ", ways.Select(way => Cell(_all.LastOrDefault(r => r.Table == table && r.Way == way))))} |");
        string[] whole = [.. tables.Where(t => ways.All(w => _all.Exists(r => r.Table == t && r.Way == w)))];
        if (whole.Length > 0)
            Console.WriteLine($"| mean rank of {whole.Length} tables | {string.Join(" | ", ways.Select(way => whole.Average(t => Rank(t, way, ways)).ToString("0.00", CultureInfo.InvariantCulture)))} |");
    }

    private double Rank(string table, string way, string[] ways)
    {
        double Error(string w) => _all.Last(r => r.Table == table && r.Way == w).Error;
        return 1 + ways.Count(w => Error(w) < Error(way)) + (ways.Count(w => w != way && Error(w) == Error(way)) / 2.0);
    }

    private static string Cell(Run? run) => run is null ? "" : run.Error >= 1
        ? FormattableString.Invariant($"{run.Error:#,0.##} ({run.Trials} trials, {run.Members} members, best alone {run.BestAlone:#,0.##})")
        : FormattableString.Invariant($"{100 * run.Error:0.00} %, {run.Loss:0.000} ({run.Trials} trials, {run.Members} members, best alone {100 * run.BestAlone:0.00} %)");
}
