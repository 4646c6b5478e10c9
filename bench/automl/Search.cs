using System.Diagnostics;
using Microsoft.ML;
using MLNetDeep.AutoML;

namespace MLNetDeep.Bench.Searches;

/// <summary>Searches on four fifths of a table, and measures what comes of it on the last fifth.</summary>
internal sealed class Search(SuiteTable table, string folder, double minutes)
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly PredictionTask _task = PredictionTask.Get(table.Task, SuiteData.Label);

    public void Run(string[] ways, Runs results)
    {
        SuiteData data = table.Load(_ml, folder);
        RowSplit split = data.Split(_ml, table.Task, 5)[0];
        string[] features = [.. data.Features.Select(f => f.Name)];
        foreach (var way in ways.Where(way => !results.Has(table.Name, way, minutes)))
        {
            var watch = Stopwatch.StartNew();
            SweepResult result = Sweep(way, features).OnProgress(p => Console.WriteLine(Line(p))).Run(split.TrainSet);
            var seconds = watch.Elapsed.TotalSeconds;
            IReadOnlyDictionary<string, double> metrics = _task.Evaluate(_ml, result.Model.Transform(split.TestSet));
            IReadOnlyDictionary<string, double> alone = result.Members.Count > 1 ? Alone(result, split) : metrics;
            results.Add(new Run(table.Name, way, minutes, Error(metrics), Loss(metrics), Error(alone), seconds, result.Trials.Count, result.Members.Count, result.Split(result.Best).Contender.Key));
        }
    }

    private Sweep Sweep(string way, string[] features)
    {
        Sweep sweep = _ml.Deep().Sweep(_task).WithFeatures(features).WithBudget(TimeSpan.FromMinutes(minutes));
        return way switch
        {
            "default" => sweep.Over("lightgbm").WithMaxTrials(1),
            "tuned" => sweep.Over("lightgbm").WithTuner(Tuner.Random()).WithEnsemble(1),
            "auto" => sweep,
            "auto, no ensemble" => sweep.WithEnsemble(1),
            "auto, no portfolio" => sweep.WithTuner(Tuner.Auto()),
            "auto, random" => sweep.WithTuner(Tuner.Random()),
            "auto, classical" => sweep.Over([.. new[] { "lightgbm", "fasttree", table.Task == "regression" ? "fastforest" : "lbfgs" }]),
            _ => throw new ArgumentException($"There is no way '{way}'."),
        };
    }

    // What the best trial alone gives on the rows that no search has seen.
    private IReadOnlyDictionary<string, double> Alone(SweepResult result, RowSplit split)
    {
        (Contender contender, Configuration own) = result.Split(result.Best);
        Sweep one = _ml.Deep().Sweep(_task).Over(contender).WithFeatures([.. result.Features]).WithMaxTrials(1).WithTuner(Tuner.Portfolio([JointOf(contender, own)], Tuner.Random())).WithEnsemble(1);
        return _task.Evaluate(_ml, one.Run(split.TrainSet).Model.Transform(split.TestSet));
    }

    private static Configuration JointOf(Contender contender, Configuration own) =>
        new(own.Values.Select(v => KeyValuePair.Create($"{contender.Key}.{v.Key}", v.Value)).Append(KeyValuePair.Create("contender", (object)contender.Key)));

    private double Error(IReadOnlyDictionary<string, double> metrics) => table.Task switch
    {
        "regression" => metrics["RootMeanSquaredError"],
        "binary" => 1 - metrics["Accuracy"],
        _ => 1 - metrics["MicroAccuracy"],
    };

    private double Loss(IReadOnlyDictionary<string, double> metrics) => metrics[table.Task == "regression" ? "RootMeanSquaredError" : "LogLoss"];

    private string Line(SweepProgress progress)
    {
        Trial? last = progress.Trials.LastOrDefault(t => t.IsOver);
        return FormattableString.Invariant($"{progress.Elapsed.TotalSeconds,6:0.0} s  {table.Name}  {progress.Stage}  {progress.Trials.Count} trials, best {progress.Best?.Values[0]:0.####} ({progress.Best?.Configuration["contender"]}); last {last?.State} {last?.Configuration["contender"]} {last?.Values.FirstOrDefault():0.####} {last?.Reason}");
    }
}
