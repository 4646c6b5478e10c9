// Taggers beside a linear one, on made sentences whose test part has names that training has not: F1 of whole entities.
// Usage: dotnet run -c Release -- [--models lstm,gru,texttransformer] [--seeds 3] [--train 2000] [--test 1000] [--distance 4: words between a name and the verb that says what it is] [--set Option=Value]...
using System.Diagnostics;
using Microsoft.ML;
using MLNetDeep;
using MLNetDeep.Bench.Tagging;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;
var settings = args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1])).ToList();
var distance = int.Parse(Option("--distance", "4"));
var (train, test) = (Sentences.Make(int.Parse(Option("--train", "2000")), seed: 1, distance), Sentences.Make(int.Parse(Option("--test", "1000")), seed: 2, distance));
var known = train.SelectMany(s => s.Words).ToHashSet();
var names = test.SelectMany(s => s.Words.Zip(s.Tags)).Where(w => w.Second != "O").ToList();
Console.WriteLine(FormattableString.Invariant($"{train.Count} sentences to train on, {test.Count} to test on; {names.Average(w => known.Contains(w.First) ? 0.0 : 1):P0} of the words in entities are not in the training part.\n\n| tagger | F1 | precision | recall | words | seconds |\n| --- | --- | --- | --- | --- | --- |"));
foreach (var model in Option("--models", "lstm,gru,texttransformer").Split(',').Prepend("linear"))
{
    var results = new List<(TaggingMetrics Metrics, double Seconds)>();
    foreach (var seed in Enumerable.Range(1, model == "linear" ? 1 : int.Parse(Option("--seeds", "3"))))
    {
        var (ml, clock) = (new MLContext(seed), Stopwatch.StartNew());
        if (model == "linear")
        {
            results.Add((ml.Deep().Tagging.Evaluate(ml.Data.LoadFromEnumerable(LinearTagger.Run(ml, train, test))), clock.Elapsed.TotalSeconds));
            continue;
        }
        var options = (TextTrainerOptions)ArchitectureRegistry.Get(model).CreateOptions();
        options.Seed = seed;
        OptionCatalog.Apply(options, settings);
        using var tagger = ml.Deep().Tagging.Tagger(options: options).Fit(ml.Data.LoadFromEnumerable(train));
        results.Add((ml.Deep().Tagging.Evaluate(tagger.Transform(ml.Data.LoadFromEnumerable(test))), clock.Elapsed.TotalSeconds));
    }
    var mean = results.Average(r => r.Metrics.F1);
    var deviation = results.Count < 2 ? 0 : Math.Sqrt(results.Sum(r => Math.Pow(r.Metrics.F1 - mean, 2)) / (results.Count - 1));
    Console.WriteLine(FormattableString.Invariant($"| {model} | {100 * mean:f2} ± {100 * deviation:f2} | {100 * results.Average(r => r.Metrics.Precision):f1} | {100 * results.Average(r => r.Metrics.Recall):f1} | {100 * results.Average(r => r.Metrics.WordAccuracy):f2} | {results.Average(r => r.Seconds):f0} |"));
}
