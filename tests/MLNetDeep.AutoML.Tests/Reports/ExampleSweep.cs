using static System.FormattableString;

namespace MLNetDeep.AutoML.Tests.Reports;

/// <summary>A sweep as they are: 60 trials over four architectures with learning curves, some pruned, some failed, two workers; the same at every call.</summary>
internal static class ExampleSweep
{
    public const string Hostile = "Column </script><script>window.wasRun=true</script> <img src=x onerror=\"window.wasRun=true\"> was not found.";

    private static readonly DateTimeOffset _start = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly Condition _deep = new("Trainer", ["TabM", "FtTransformer", "RealMlp"]);

    public static SearchSpace Space { get; } = new(
    [
        new ChoiceHyperparameter("Trainer", ["TabM", "FtTransformer", "RealMlp", "LightGbm"]),
        new RealHyperparameter("LearningRate", 1e-5, 0.1, log: true) { Condition = _deep },
        new IntegerHyperparameter("Layers", 1, 6) { Condition = _deep },
        new RealHyperparameter("Dropout", 0, 0.5) { Condition = _deep },
        new IntegerHyperparameter("Heads", 1, 8) { Condition = new("Trainer", ["FtTransformer"]) },
        new IntegerHyperparameter("NumberOfLeaves", 4, 512, log: true) { Condition = new("Trainer", ["LightGbm"]) },
        new RealHyperparameter("LeafLearningRate", 0.01, 0.5, log: true) { Condition = new("Trainer", ["LightGbm"]) },
        new ChoiceHyperparameter("Normalize", [true, false]),
    ]);

    public static IReadOnlyList<Objective> Objectives { get; } = [new("Accuracy", true), new("ScoringMicrosecondsPerRow", false)];

    public static IReadOnlyList<Trial> Trials(int count = 60)
    {
        var random = new Random(7);
        DateTimeOffset[] free = [_start, _start.AddSeconds(1)];
        return [.. Enumerable.Range(1, count).Select(n => Next(n, random, free))];
    }

    /// <summary>With everything that a report can show of a multiclass classification.</summary>
    public static SweepDocument Document(int trials = 60)
    {
        var random = new Random(3);
        string[] classes = ["setosa", "versicolor", "virginica", "other"];
        int[] labels = [.. Enumerable.Range(0, 900).Select(i => i % 4)];
        double[] sure = [.. labels.Select(_ => 0.3 + (0.7 * Math.Sqrt(random.NextDouble())))];
        int[] predicted = [.. labels.Select((l, i) => random.NextDouble() < sure[i] * 0.95 ? l : random.Next(4))];
        SweepDocument document = SweepDocument.From(Space, Objectives, Trials(trials), "Irises & <others>") with
        {
            Created = _start.AddMinutes(20),
            Task = "MulticlassClassification",
            Data = new ReportData("iris-large.csv", 4500, 17),
            Constraints = [new Constraint("ModelBytes", 1_500_000)],
            Settings = new ReportSettings { Tuner = "auto (portfolio, then tpe)", Pruner = "asha", Seed = 7, Budget = "20 min, 60 trials", Validation = "20 % held out" },
            Ensemble = [new ReportMember(12, "TabM", 0.55), new ReportMember(31, "LightGbm", 0.45)],
            Comparison = Contenders(),
            Warnings = ["Validation has 900 rows: differences below 0.02 may be chance."],
            Repetition = ReportRepetition.Of("mlnetdeep sweep --data iris-large.csv --task multiclass --label Species --trials 60 --budget 00:20:00 --seed 7 --report sweep.html"),
        };
        return document.WithMulticlass(classes, labels, predicted, sure);
    }

    private static Trial Next(int number, Random random, DateTimeOffset[] free)
    {
        Configuration configuration = Space.Draw(h => Draw(h, random));
        int worker = free[0] <= free[1] ? 0 : 1;
        double target = Target(configuration) + (0.008 * Normal(random)), seconds = 8 + (20 * random.NextDouble());
        int kind = random.Next(100), epochs = (string)configuration["Trainer"] == "LightGbm" ? 12 : 30;
        TrialState state = kind < 10 ? TrialState.Failed : target < 0.8 && number > 10 ? TrialState.Pruned : TrialState.Completed;
        int steps = state == TrialState.Failed ? random.Next(0, 9) : state == TrialState.Pruned ? epochs / 4 : epochs;
        var trial = new Trial
        {
            Number = number,
            Configuration = configuration,
            ProposedBy = number <= 8 ? "portfolio" : "tpe",
            State = state,
            Worker = Invariant($"machine-{worker + 1}"),
            Attempts = 1,
            Proposed = free[worker],
            Started = free[worker].AddMilliseconds(40),
            Ended = free[worker].AddSeconds(seconds * Math.Max(1, steps) / epochs),
            Reports = [.. Enumerable.Range(1, steps).Select(s => new TrialReport(0, s, target - (0.35 * Math.Exp(-5.0 * s / epochs)) + (0.004 * Normal(random)), seconds * s / epochs))],
            Reason = Reason(state, kind),
        };
        free[worker] = trial.Ended!.Value.AddMilliseconds(100);
        return state == TrialState.Completed ? Complete(trial, target, random) : trial;
    }

    private static Trial Complete(Trial trial, double target, Random random)
    {
        double speed = trial.Configuration["Trainer"] switch { "LightGbm" => 3, "FtTransformer" => 60, "TabM" => 25, _ => 12 } * (0.8 + (0.5 * random.NextDouble()));
        double bytes = 40_000 * speed * (0.8 + (0.4 * random.NextDouble()));
        return trial with
        {
            Values = [target, speed],
            Violations = [bytes - 1_500_000],
            Metrics = new Dictionary<string, double> { ["Accuracy"] = target, ["LogLoss"] = (1.1 * (1 - target)) + 0.05, ["ScoringMicrosecondsPerRow"] = speed, ["ModelBytes"] = Math.Round(bytes) },
        };
    }

    private static double Target(Configuration c)
    {
        double normalize = (bool)c["Normalize"] ? 0.01 : 0;
        if ((string)c["Trainer"] == "LightGbm")
            return 0.9 + normalize - (0.02 * Math.Abs(Math.Log10((double)c["LeafLearningRate"]) + 1)) - (0.01 * Math.Abs(Math.Log2((int)c["NumberOfLeaves"]) - 5) / 3);
        double trainer = c["Trainer"] switch { "TabM" => 0.93, "FtTransformer" => 0.915, _ => 0.91 };
        return trainer + normalize - (0.03 * Math.Pow(Math.Log10((double)c["LearningRate"]) + 3, 2)) - (0.002 * Math.Abs((int)c["Layers"] - 3)) - (0.03 * (double)c["Dropout"]);
    }

    private static string? Reason(TrialState state, int kind) => state switch
    {
        TrialState.Pruned => "Worse than three quarters of the others after so many epochs.",
        TrialState.Failed => kind < 3 ? Hostile : kind < 6 ? "The loss became NaN in epoch 4." : "Out of memory: 9.3 GB were asked for, 8 GB are allowed.",
        _ => null,
    };

    private static ReportContender[] Contenders() =>
    [
        new("TabM, trial 12", 0.934, 0.008, 0.921, 0.946) { Verdict = "better", PValues = new Dictionary<string, double> { ["t-test"] = 0.012, ["Wilcoxon"] = 0.031 }, TrainingSeconds = 41, ScoringMicrosecondsPerRow = 180, BulkMicrosecondsPerRow = 24, PeakMemoryBytes = 812_000_000, ModelBytes = 960_000 },
        new("LightGbm", 0.911, 0.011, 0.894, 0.925) { IsReference = true, TrainingSeconds = 2.1, ScoringMicrosecondsPerRow = 42, BulkMicrosecondsPerRow = 3.1, PeakMemoryBytes = 240_000_000, ModelBytes = 410_000 },
        new("FastForest", 0.902, 0.013, 0.884, 0.919) { Verdict = "no significant difference", PValues = new Dictionary<string, double> { ["t-test"] = 0.34, ["Wilcoxon"] = 0.41 }, TrainingSeconds = 3.4, ModelBytes = 1_900_000 },
        new("Constant", 0.252, 0.001, 0.25, 0.254) { Verdict = "worse", PValues = new Dictionary<string, double> { ["t-test"] = 1e-9, ["Wilcoxon"] = 1e-5 }, TrainingSeconds = 0.01, ModelBytes = 900 },
    ];

    private static object Draw(Hyperparameter hyperparameter, Random random) => hyperparameter switch
    {
        RealHyperparameter { Log: true } h => h.Minimum * Math.Pow(h.Maximum / h.Minimum, random.NextDouble()),
        RealHyperparameter h => h.Minimum + ((h.Maximum - h.Minimum) * random.NextDouble()),
        IntegerHyperparameter { Log: true } h => (int)Math.Round(h.Minimum * Math.Pow((double)h.Maximum / h.Minimum, random.NextDouble())),
        IntegerHyperparameter h => random.Next(h.Minimum, h.Maximum + 1),
        ChoiceHyperparameter h => h.Choices[random.Next(h.Choices.Count)],
        _ => throw new NotSupportedException(),
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
