using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Suite;

/// <summary>Trains models on the folds of one table.</summary>
internal sealed class TableRun
{
    private const string Label = SuiteData.Label;

    private readonly MLContext _ml = new(seed: 1);
    private readonly SuiteTable _table;
    private readonly SuiteData _data;
    private readonly int _folds;
    private readonly KeyValuePair<string, string>[] _settings;
    private readonly TableFileColumn[] _features;

    public TableRun(SuiteTable table, string folder, int folds, KeyValuePair<string, string>[] settings)
    {
        (_table, _folds, _settings) = (table, folds, settings);
        _data = table.Load(_ml, folder);
        _features = _data.Features;
    }

    public void Run(string[] models, int only, Results results)
    {
        var splits = _data.Split(_ml, _table.Task, _folds);
        for (var fold = 0; fold < Math.Min(only, splits.Count); fold++)
            foreach (var model in models.Where(m => !results.Has(_table.Name, m, fold)))
                results.Add(Measure(model, fold, splits[fold]));
    }

    private FoldResult Measure(string model, int fold, RowSplit split)
    {
        var watch = Stopwatch.StartNew();
        ITransformer fitted = ArchitectureRegistry.All.Any(a => a.Key == model) ? Network(model).Fit(split.TrainSet) : Classical(model).Fit(split.TrainSet);
        var seconds = watch.Elapsed.TotalSeconds;
        var scored = fitted.Transform(split.TestSet);
        var epochs = (fitted as DeepTransformer)?.History.Epochs.Count ?? 0;
        var (error, loss) = Metrics(scored);
        (fitted as IDisposable)?.Dispose();
        return new FoldResult(_table.Name, model, fold, error, loss, seconds, epochs);
    }

    private (double Error, double Loss) Metrics(IDataView scored)
    {
        switch (_table.Task)
        {
            case "regression":
                var error = _ml.Regression.Evaluate(scored, Label).RootMeanSquaredError;
                return (error, error);
            case "binary":
                // FastForest and the like have no probability; these all have. ML.NET counts in bits.
                var binary = _ml.BinaryClassification.Evaluate(scored, Label);
                return (1 - binary.Accuracy, binary.LogLoss * Math.Log(2));
            default:
                var classes = _ml.MulticlassClassification.Evaluate(scored, Label);
                return (1 - classes.MicroAccuracy, classes.LogLoss);
        }
    }

    private DeepTrainer Network(string key)
    {
        var architecture = ArchitectureRegistry.Get(key);
        var options = architecture.CreateOptions();
        options.Seed = 1;
        OptionCatalog.Apply(options, _settings);
        DeepTaskCatalog catalog = _table.Task switch
        {
            "regression" => _ml.Deep().Regression,
            "binary" => _ml.Deep().BinaryClassification,
            _ => _ml.Deep().MulticlassClassification,
        };
        return catalog.FromArchitecture(architecture, Label, [.. _features.Select(f => f.Name)], options);
    }

    private IEstimator<ITransformer> Classical(string name)
    {
        string[] texts = [.. _features.Where(f => f.Kind is not (ColumnKind.Number or ColumnKind.Date)).Select(f => f.Name)];
        string[] numbers = [.. _features.Where(f => f.Kind is ColumnKind.Number).Select(f => f.Name)];
        IEstimator<ITransformer> steps = _ml.Transforms.Conversion.ConvertType([.. numbers.Select(n => new InputOutputColumnPair(n))], DataKind.Single);
        if (texts.Length > 0) steps = steps.Append(_ml.Transforms.Categorical.OneHotEncoding([.. texts.Select(t => new InputOutputColumnPair(t))]));
        if (name == "Linear") steps = steps.Append(_ml.Transforms.ReplaceMissingValues([.. numbers.Select(n => new InputOutputColumnPair(n))], Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean));
        steps = steps.Append(_ml.Transforms.Concatenate("Features", [.. texts, .. numbers]));
        if (name == "Linear") steps = steps.Append(_ml.Transforms.NormalizeMeanVariance("Features"));
        return steps.Append(Trainer(name));
    }

    private IEstimator<ITransformer> Trainer(string name) => (name, _table.Task) switch
    {
        ("LightGbm", "regression") => _ml.Regression.Trainers.LightGbm(Label),
        ("LightGbm", "binary") => _ml.BinaryClassification.Trainers.LightGbm(Label),
        ("LightGbm", _) => _ml.MulticlassClassification.Trainers.LightGbm(Label),
        ("FastTree", "regression") => _ml.Regression.Trainers.FastTree(Label),
        ("FastTree", "binary") => _ml.BinaryClassification.Trainers.FastTree(Label),
        ("FastTree", _) => _ml.MulticlassClassification.Trainers.OneVersusAll(_ml.BinaryClassification.Trainers.FastTree(Label), Label),
        ("Linear", "regression") => _ml.Regression.Trainers.Sdca(Label),
        ("Linear", "binary") => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(Label),
        ("Linear", _) => _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(Label),
        _ => throw new ArgumentException($"There is no model '{name}'."),
    };
}
