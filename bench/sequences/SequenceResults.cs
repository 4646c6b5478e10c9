using System.Text.Json;

namespace MLNetDeep.Bench.Sequences;

/// <summary>What one training came to; scoring is of one row, in milliseconds.</summary>
internal sealed record SequenceMeasure(double Accuracy, double LogLoss, double Seconds, double MillisecondsPerRow, int Epochs);

/// <summary>A training and what it came to.</summary>
internal sealed record SequenceResult(string Set, string Model, string Name, int Seed, SequenceMeasure Measure);

/// <summary>The trainings that were done, kept in a file.</summary>
internal sealed class SequenceResults(string file)
{
    private readonly List<SequenceResult> _all = File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<SequenceResult>(line)!)] : [];

    public void Run(string set, string model, string name, int seed, Func<SequenceMeasure> measure)
    {
        if (_all.Any(r => (r.Set, r.Model, r.Name, r.Seed) == (set, model, name, seed))) return;
        var result = new SequenceResult(set, model, name, seed, measure());
        _all.Add(result);
        File.AppendAllText(file, JsonSerializer.Serialize(result) + '\n');
        Console.WriteLine(FormattableString.Invariant($"{set} {model} {name} seed {seed}: {result.Measure.Accuracy:P2}, {result.Measure.Epochs} epochs, {result.Measure.Seconds:f0} s"));
    }

    public void Print()
    {
        Console.WriteLine("| set | model | accuracy | log loss | epochs | training (s) | scoring (ms/row) |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in _all.GroupBy(r => (r.Set, r.Model, r.Name)))
        {
            double Mean(Func<SequenceMeasure, double> of) => group.Average(r => of(r.Measure));
            var mean = Mean(m => m.Accuracy);
            var deviation = group.Count() < 2 ? 0 : Math.Sqrt(group.Sum(r => Math.Pow(r.Measure.Accuracy - mean, 2)) / (group.Count() - 1));
            Console.WriteLine(FormattableString.Invariant(
                $"| {group.Key.Set} | {group.Key.Model} {group.Key.Name} | {100 * mean:f2} ± {100 * deviation:f2} | {Mean(m => m.LogLoss):f3} | {Mean(m => m.Epochs):f0} | {Mean(m => m.Seconds):f0} | {Mean(m => m.MillisecondsPerRow):f1} |"));
        }
    }
}
