using System.Text.Json;

namespace MLNetDeep.Bench.Sound;

/// <summary>What a run came to.</summary>
/// <param name="Part">The official split, or the speaker who was tested.</param>
/// <param name="Model">The network.</param>
/// <param name="Name">What its settings are called.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Accuracy">The share of the test part that was right.</param>
/// <param name="Decibels">The signal-to-noise ratio of the noisy test part.</param>
/// <param name="NoisyAccuracy">The share of the noisy test part that was right.</param>
/// <param name="Rows">Rows of the test part.</param>
/// <param name="Seconds">How long training took.</param>
/// <param name="Epochs">How many epochs.</param>
/// <param name="Weights">Weights of the network.</param>
internal sealed record SoundResult(string Part, string Model, string Name, int Seed, double Accuracy, double Decibels, double NoisyAccuracy, int Rows, double Seconds, int Epochs, long Weights);

/// <summary>The runs so far, one a line of a file.</summary>
internal sealed class SoundResults(string file)
{
    private readonly List<SoundResult> _all = File.Exists(file) ? [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<SoundResult>(line)!)] : [];

    /// <summary>Runs what was not run before.</summary>
    public void Run(SoundRun run)
    {
        if (_all.Any(r => (r.Part, r.Model, r.Name, r.Seed) == (run.Part, run.Model, run.Name, run.Seed))) return;
        var result = run.Measure();
        _all.Add(result);
        File.AppendAllText(file, JsonSerializer.Serialize(result) + "\n");
        Console.Error.WriteLine(FormattableString.Invariant(
            $"{result.Part} {result.Model} {result.Name} seed {result.Seed}: {result.Accuracy:P2}, with noise {result.NoisyAccuracy:P2}; {result.Seconds:f0} s, {result.Epochs} epochs"));
    }

    /// <summary>Prints a table: for each network and settings its mean over seeds on each part.</summary>
    public void Print()
    {
        Console.WriteLine("| test part | network | settings | seeds | accuracy | with noise | seconds |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in _all.GroupBy(r => (r.Part, r.Model, r.Name)).OrderBy(g => g.Key))
        {
            Console.WriteLine(FormattableString.Invariant(
                $"| {group.Key.Part} | {group.Key.Model} | {(group.Key.Name.Length == 0 ? "defaults" : group.Key.Name)} | {group.Count()} | {Spread(group.Select(r => r.Accuracy))} | {Spread(group.Select(r => r.NoisyAccuracy))} | {group.Average(r => r.Seconds):f0} |"));
        }
    }

    private static string Spread(IEnumerable<double> shares)
    {
        double[] values = [.. shares];
        var mean = values.Average();
        var deviation = values.Length > 1 ? Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)) : 0;
        return FormattableString.Invariant($"{100 * mean:f2} ± {100 * deviation:f2} %");
    }
}
