using System.Diagnostics;
using System.Text.Json;

namespace MLNetDeep.Bench.Generative;

/// <summary>What one run came to.</summary>
internal sealed record Result(string Set, string Model, string Name, int Seed, double Seconds, Dictionary<string, double> Values);

/// <summary>The runs that were done, kept in a file.</summary>
internal sealed class Results(string file)
{
    private readonly List<Result> _all = File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<Result>(line)!)] : [];

    public void Run(string set, string model, string name, int seed, Func<Dictionary<string, double>?> measure)
    {
        if (_all.Any(r => (r.Set, r.Model, r.Name, r.Seed) == (set, model, name, seed))) return;
        var clock = Stopwatch.StartNew();
        if (measure() is not { } values) return;
        var result = new Result(set, model, name, seed, clock.Elapsed.TotalSeconds, values);
        _all.Add(result);
        File.AppendAllText(file, JsonSerializer.Serialize(result) + '\n');
        Console.WriteLine($"{set} {model} {name} seed {seed}: {string.Join(", ", values.Select(v => FormattableString.Invariant($"{v.Key} {v.Value:f4}")))}");
    }

    // Of anomalies the mean over all digits.
    public void Print(bool withDeviations = false)
    {
        string Text(IEnumerable<double> values)
        {
            var (all, culture) = (values.ToList(), System.Globalization.CultureInfo.InvariantCulture);
            var mean = all.Average();
            return withDeviations ? string.Create(culture, $"{mean:f2} ± {Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, all.Count - 1)):f2}") : mean.ToString("f4", culture);
        }
        foreach (var set in _all.GroupBy(r => r.Set))
        {
            string[] names = [.. set.SelectMany(r => r.Values.Keys).Distinct()];
            Console.WriteLine($"| {set.Key} | runs | {string.Join(" | ", names)} | seconds |\n| --- | --- |{string.Concat(names.Select(_ => " --- |"))} --- |");
            foreach (var group in set.GroupBy(r => set.Key == "anomaly" ? $"{r.Model} {string.Join(' ', r.Name.Split(' ')[..^1])}".Trim() : $"{r.Model} {r.Name}".Trim()))
                Console.WriteLine(FormattableString.Invariant(
                    $"| {group.Key} | {group.Count()} | {string.Join(" | ", names.Select(name => Text(group.Select(r => r.Values.GetValueOrDefault(name, double.NaN)))))} | {group.Average(r => r.Seconds):f0} |"));
        }
    }
}
