// What the tuners reach on functions with known minima: the median regret over seeds, and the time of a proposal.
// Usage: dotnet run -c Release -- [--seeds 20] [--evaluations 100] [--tuners random,tpe,gp,cmaes,evolution] [--functions "Branin,Hartmann 6"] [--out FILE.json]
using System.Globalization;
using System.Text.Json;
using MLNetDeep.Bench;

var (seeds, evaluations, file) = (20, 100, (string?)null);
string[] tuners = ["random", "evolution", "cmaes", "tpe", "gp"], functions = [.. Function.All.Select(f => f.Name)];
for (int i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--seeds": seeds = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--evaluations": evaluations = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--tuners": tuners = args[i + 1].Split(','); break;
        case "--functions": functions = args[i + 1].Split(','); break;
        case "--out": file = args[i + 1]; break;
        default: Console.Error.WriteLine($"There is no option '{args[i]}'."); return 2;
    }
}

List<Run> runs = [];
Console.WriteLine($"| tuner | {string.Join(" | ", functions)} | ms a proposal |");
Console.WriteLine($"| --- |{string.Concat(functions.Select(_ => " --- |"))} --- |");
foreach (string tuner in tuners)
{
    List<string> cells = [];
    foreach (Function function in functions.Select(name => Function.All.Single(f => f.Name == name)))
    {
        Run[] some = [.. Enumerable.Range(1, seeds).AsParallel().AsOrdered().Select(seed => Run.Of(function, tuner, seed, evaluations))];
        runs.AddRange(some);
        cells.Add(Median(some.Select(r => r.Regret)).ToString("G3", CultureInfo.InvariantCulture) + Stuck(some));
    }
    IEnumerable<Run> own = runs.Where(r => r.Tuner == tuner);
    Console.WriteLine(FormattableString.Invariant($"| {tuner} | {string.Join(" | ", cells)} | {own.Min(r => r.MedianMilliseconds):0.0} to {own.Max(r => r.MedianMilliseconds):0.0} |"));
}
if (file is not null)
    File.WriteAllText(file, JsonSerializer.Serialize(new { evaluations, seeds, runs }, new JsonSerializerOptions { WriteIndented = true }));
return 0;

static double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

// On the conditional function: how many seeds ended with an architecture other than that of the minimum.
static string Stuck(Run[] runs) => runs[0].Function == "conditional" ? $" ({runs.Count(r => !r.Best.Contains("\"mlp\""))} of {runs.Length} stuck)" : "";
