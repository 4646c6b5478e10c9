using System.Text.Json;

namespace MLNetDeep.Bench.Graphs;

/// <summary>Which training.</summary>
internal sealed record Key(string Set, string Model, string Name, int Seed);

/// <summary>What one training came to.</summary>
internal sealed record Result(string Set, string Model, string Name, int Seed, double Accuracy, double Seconds, int Epochs);

/// <summary>The trainings that were done, kept in a file.</summary>
internal sealed class Results(string file)
{
    private readonly List<Result> _all = File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<Result>(line)!)] : [];

    public void Run(Key key, Func<(double Accuracy, int Epochs)> measure)
    {
        if (_all.Any(r => (r.Set, r.Model, r.Name, r.Seed) == (key.Set, key.Model, key.Name, key.Seed))) return;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var (accuracy, epochs) = measure();
        var result = new Result(key.Set, key.Model, key.Name, key.Seed, accuracy, clock.Elapsed.TotalSeconds, epochs);
        _all.Add(result);
        File.AppendAllText(file, JsonSerializer.Serialize(result) + '\n');
        Console.WriteLine(FormattableString.Invariant($"{result.Set} {result.Model} {result.Name} seed {result.Seed}: {result.Accuracy:P2}, {result.Epochs} epochs, {result.Seconds:f1} s"));
    }

    public void Print()
    {
        Console.WriteLine("| set | model | accuracy | runs | epochs | seconds (median) |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var group in _all.GroupBy(r => (r.Set, r.Model, r.Name)))
        {
            var mean = group.Average(r => r.Accuracy);
            var deviation = group.Count() < 2 ? 0 : Math.Sqrt(group.Sum(r => Math.Pow(r.Accuracy - mean, 2)) / (group.Count() - 1));
            Console.WriteLine(FormattableString.Invariant(
                $"| {group.Key.Set} | {group.Key.Model} {group.Key.Name} | {100 * mean:f2} ± {100 * deviation:f2} | {group.Count()} | {group.Average(r => r.Epochs):f0} | {group.Select(r => r.Seconds).Order().ElementAt(group.Count() / 2):f1} |"));
        }
    }
}
