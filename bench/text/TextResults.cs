using System.Text.Json;

namespace MLNetDeep.Bench.Text;

/// <summary>What one training came to; of networks also the accuracy in validation, of the epoch that was kept.</summary>
internal sealed record TextResult(string Set, string Model, string Name, int Seed, double Accuracy, double LogLoss, double Seconds, int Epochs, double? Validation = null);

/// <summary>The trainings that were done, kept in a file.</summary>
internal sealed class TextResults(string file)
{
    private readonly List<TextResult> _all = File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<TextResult>(line)!)] : [];

    public void Run(TextRun run)
    {
        if (_all.Any(r => r.Set == run.Set && r.Model == run.Model && r.Name == run.Name && r.Seed == run.Seed)) return;
        var result = run.Measure();
        _all.Add(result);
        File.AppendAllText(file, JsonSerializer.Serialize(result) + '\n');
        Console.WriteLine(FormattableString.Invariant($"{result.Set} {result.Model} {result.Name} seed {result.Seed}: {result.Accuracy:P2} ({result.Validation:P2} in validation), {result.Epochs} epochs, {result.Seconds:f0} s"));
    }

    public void Print()
    {
        Console.WriteLine("| set | model | accuracy | log loss | epochs | seconds |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var group in _all.GroupBy(r => (r.Set, r.Model, r.Name)))
        {
            var mean = group.Average(r => r.Accuracy);
            var deviation = group.Count() < 2 ? 0 : Math.Sqrt(group.Sum(r => Math.Pow(r.Accuracy - mean, 2)) / (group.Count() - 1));
            Console.WriteLine(FormattableString.Invariant(
                $"| {group.Key.Set} | {group.Key.Model} {group.Key.Name} | {100 * mean:f2} ± {100 * deviation:f2} | {group.Average(r => r.LogLoss):f3} | {group.Average(r => r.Epochs):f0} | {group.Average(r => r.Seconds):f0} |"));
        }
    }
}
