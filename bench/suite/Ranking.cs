using System.Globalization;

namespace MLNetDeep.Bench.Suite;

/// <summary>Tables of means, and mean ranks with their critical difference.</summary>
internal static class Ranking
{
    // The studentised range over the square root of two, for a level of 0.05 and 2, 3, … models (Demšar, Statistical Comparisons of Classifiers over Multiple Data Sets, 2006).
    private static readonly double[] _ranges = [1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164];

    public static void Print(IReadOnlyList<FoldResult> results)
    {
        string[] models = [.. results.Select(r => r.Model).Distinct()];
        string[] tables = [.. results.Select(r => r.Table).Distinct()];
        Console.WriteLine($"\n| table | {string.Join(" | ", models)} |\n| --- | {string.Join(" | ", models.Select(_ => "---"))} |");
        foreach (var table in tables) Console.WriteLine($"| {table} | {string.Join(" | ", models.Select(m => Cell([.. results.Where(r => r.Table == table && r.Model == m)])))} |");
        // Ranks are over the tables that all models have, by the folds that all have.
        var whole = tables.Where(t => models.All(m => results.Any(r => r.Table == t && r.Model == m))).ToArray();
        if (whole.Length == 0 || models.Length < 2) return;
        var ranks = models.ToDictionary(m => m, m => whole.Average(t => Rank(results, t, m, models)));
        Console.WriteLine($"| mean rank of {whole.Length} tables | {string.Join(" | ", models.Select(m => ranks[m].ToString("0.00", CultureInfo.InvariantCulture)))} |");
        var k = models.Length;
        if (k - 2 < _ranges.Length)
            Console.WriteLine(FormattableString.Invariant($"\nCritical difference of mean ranks (Nemenyi, 0.05): {_ranges[k - 2] * Math.Sqrt(k * (k + 1) / (6.0 * whole.Length)):0.00}"));
    }

    private static double Rank(IReadOnlyList<FoldResult> results, string table, string model, string[] models)
    {
        var folds = results.Where(r => r.Table == table).GroupBy(r => r.Fold).Where(g => models.All(m => g.Any(r => r.Model == m))).Select(g => g.Key).ToHashSet();
        double Error(string m) => results.Where(r => r.Table == table && r.Model == m && folds.Contains(r.Fold)).Select(r => r.Error).DefaultIfEmpty(double.NaN).Average();
        var own = Error(model);
        return 1 + models.Count(m => Error(m) < own) + (models.Count(m => m != model && Error(m) == own) / 2.0);
    }

    private static string Cell(FoldResult[] folds)
    {
        if (folds.Length == 0) return "";
        var (error, loss, seconds) = (folds.Average(f => f.Error), folds.Average(f => f.Loss), folds.Average(f => f.Seconds));
        var text = error >= 1 ? error.ToString("#,0.##", CultureInfo.InvariantCulture) : $"{(100 * error).ToString("0.00", CultureInfo.InvariantCulture)} % ({loss.ToString("0.000", CultureInfo.InvariantCulture)})";
        return $"{text}, {seconds.ToString("0", CultureInfo.InvariantCulture)} s";
    }
}
