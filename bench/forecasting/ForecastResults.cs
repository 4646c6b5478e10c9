using System.Text.Json;

namespace MLNetDeep.Bench.Forecasting;

/// <summary>What one training came to; of networks also the loss of validation, of the epoch that was kept.</summary>
internal sealed record ForecastResult(string Set, string Model, string Name, int Horizon, int Seed, long Windows, double MeanSquaredError, double MeanAbsoluteError, double MeanAbsoluteScaledError,
    double? WeightedQuantileLoss, double? IntervalCoverage, double Seconds, int Epochs, double? Validation);

/// <summary>The trainings that were done, kept in a file.</summary>
internal sealed class ForecastResults(string file)
{
    private readonly List<ForecastResult> _all = File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<ForecastResult>(line)!)] : [];

    public void Run(ForecastRun run)
    {
        if (_all.Any(r => r.Set == Path.GetFileNameWithoutExtension(run.File) && r.Model == run.Model && r.Name == run.Name && r.Horizon == run.Horizon && r.Seed == run.Seed)) return;
        var result = run.Measure();
        _all.Add(result);
        File.AppendAllText(file, JsonSerializer.Serialize(result) + '\n');
        Console.WriteLine(FormattableString.Invariant($"{result.Set} {result.Model} {result.Name} horizon {result.Horizon} seed {result.Seed}: {result.Windows} windows, MSE {result.MeanSquaredError:f4}, MAE {result.MeanAbsoluteError:f4}, interval {result.IntervalCoverage:P1} ({result.Validation:f4} in validation), {result.Epochs} epochs, {result.Seconds:f0} s"));
    }

    public void Print()
    {
        Console.WriteLine("| model | horizon | windows | MSE | MAE | MASE | WQL | in the interval of 80 % | seconds |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in _all.GroupBy(r => (r.Set, r.Model, r.Name, r.Horizon)))
        {
            string Mean(Func<ForecastResult, double> of, string format)
            {
                var mean = group.Average(of);
                var deviation = group.Count() < 2 ? 0 : Math.Sqrt(group.Sum(r => Math.Pow(of(r) - mean, 2)) / (group.Count() - 1));
                return deviation < 5e-5 ? mean.ToString(format, System.Globalization.CultureInfo.InvariantCulture) : FormattableString.Invariant($"{mean:f4} ± {deviation:f4}");
            }
            Console.WriteLine(FormattableString.Invariant($"| {group.Key.Model}{(group.Key.Name.Length > 0 ? " " + group.Key.Name : "")} | {group.Key.Horizon} | {group.First().Windows} | {Mean(r => r.MeanSquaredError, "f4")} | {Mean(r => r.MeanAbsoluteError, "f4")} | {Mean(r => r.MeanAbsoluteScaledError, "f3")} | {(group.First().WeightedQuantileLoss is null ? "" : Mean(r => r.WeightedQuantileLoss ?? 0, "f4"))} | {(group.First().IntervalCoverage is null ? "" : FormattableString.Invariant($"{100 * group.Average(r => r.IntervalCoverage ?? 0):f1} %"))} | {group.Average(r => r.Seconds):f0} |"));
        }
    }
}
