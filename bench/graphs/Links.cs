using System.Text.Json;
using Microsoft.ML;

namespace MLNetDeep.Bench.Graphs;

/// <summary>What one training on links came to.</summary>
internal sealed record LinkResult(string Set, string Model, string Name, string Part, int Seed, double Auc, double AveragePrecision, double Mrr, double HitsAt10, double Seconds, int Epochs);

/// <summary>Links of a citation graph: 85 of 100 edges to learn from, 5 to choose options by, 10 to test on; each tested among as many pairs without an edge, and ranked among 100 of the same source.</summary>
internal sealed class Links(Citations citations, KeyValuePair<string, string>[] settings, bool validates, string file)
{
    private readonly MLContext _ml = new(1);

    public void Run(LinkDecoder decoder, string name, int seed)
    {
        var part = validates ? "validation" : "test";
        if (All().Any(r => (r.Set, r.Model, r.Name, r.Part, r.Seed) == (citations.Name, decoder.ToString(), name, part, seed))) return;
        var split = _ml.Deep().Graphs.SplitEdges(citations.Edges, seed: seed);
        var (known, all) = (_ml.Deep().Graphs.Create(citations.Nodes, split.TrainSet), _ml.Deep().Graphs.Create(citations.Nodes, citations.Edges));
        var options = new GcnOptions { LinkDecoder = decoder, Seed = seed, ValidationSet = split.ValidationSet };
        Chosen(options);
        OptionCatalog.Apply(options, settings);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var model = _ml.Deep().Graphs.Links(known, options).Fit(split.TrainSet);
        var seconds = clock.Elapsed.TotalSeconds;
        var m = _ml.Deep().Graphs.EvaluateLinks(model, validates ? split.ValidationSet : split.TestSet, all);
        var result = new LinkResult(citations.Name, decoder.ToString(), name, part, seed, m.AreaUnderRocCurve, m.AveragePrecision, m.MeanReciprocalRank, m.HitsAt10, seconds, model.History.Epochs.Count);
        File.AppendAllText(file, JsonSerializer.Serialize(result) + '\n');
        Console.WriteLine(FormattableString.Invariant($"{result.Model} {name} seed {seed} ({part}): AUC {result.Auc:f4}, AP {result.AveragePrecision:f4}, MRR {result.Mrr:f4}, hits@10 {result.HitsAt10:f4}, {result.Epochs} epochs, {seconds:f1} s"));
    }

    public void Print()
    {
        Console.WriteLine("| set | decoder | AUC | average precision | MRR | hits@10 | runs | epochs | seconds (median) |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in All().GroupBy(r => (r.Set, r.Model, r.Name, r.Part)))
        {
            string Text(Func<LinkResult, double> value) => FormattableString.Invariant($"{100 * group.Average(value):f2} ± {100 * Deviation([.. group.Select(value)]):f2}");
            Console.WriteLine(FormattableString.Invariant(
                $"| {group.Key.Set} {group.Key.Part} | {group.Key.Model} {group.Key.Name} | {Text(r => r.Auc)} | {Text(r => r.AveragePrecision)} | {Text(r => r.Mrr)} | {Text(r => r.HitsAt10)} | {group.Count()} | {group.Average(r => r.Epochs):f0} | {Report.Median(group.Select(r => r.Seconds)):f1} |"));
        }
    }

    private static double Deviation(double[] values) => values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1));

    // By the validation edges of seeds 1 to 3.
    private static void Chosen(GcnOptions options) =>
        (options.HiddenSize, options.BatchSize, options.MaxEpochs, options.WeightDecay) = (64, 20_000, 100, 0);

    private LinkResult[] All() => File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<LinkResult>(line)!)] : [];
}
