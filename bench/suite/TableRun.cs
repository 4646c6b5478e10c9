using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Suite;

/// <summary>Trains models on the folds of one table.</summary>
internal sealed class TableRun
{
    private const string Label = "Target";

    private readonly MLContext _ml = new(seed: 1);
    private readonly SuiteTable _table;
    private readonly IDataView _rows;
    private readonly int _folds;
    private readonly KeyValuePair<string, string>[] _settings;
    private readonly TableFileColumn[] _features;

    public TableRun(SuiteTable table, string folder, int folds, KeyValuePair<string, string>[] settings)
    {
        (_table, _folds, _settings) = (table, folds, settings);
        var path = new[] { Path.Combine(folder, table.File), Path.Combine(folder, "..", table.Name, table.File) }.First(File.Exists);
        var kinds = table.Task == "regression" ? [] : new Dictionary<string, ColumnKind> { [table.Label] = ColumnKind.Category };
        var file = TableFile.Open(path, new TableFileOptions { Kinds = kinds });
        _features = [.. file.Columns.Where(c => c.Name != table.Label && c.Useless is null)];
        var all = _ml.Data.LoadTable(file);
        // Rows by chance, the same ones each time.
        if (table.Rows is { } most && most < file.Rows) all = _ml.Data.TakeRows(_ml.Data.ShuffleRows(all, seed: 1, shufflePoolSize: (int)file.Rows), most);
        IEstimator<ITransformer> label = table.Task switch
        {
            "regression" => _ml.Transforms.CopyColumns(Label, table.Label),
            "binary" => _ml.Transforms.Conversion.MapValue(Label, Values(all, table.Label), table.Label),
            _ => _ml.Transforms.Conversion.MapValueToKey(Label, table.Label),
        };
        // Read once: the folds go through the rows many times.
        _rows = _ml.Data.Cache(label.Append(_ml.Transforms.DropColumns(table.Label)).Fit(all).Transform(all));
    }

    public void Run(string[] models, int only, Results results)
    {
        var splits = _ml.Deep().CrossValidationSplit(_rows, _folds, _table.Task == "regression" ? null : Label, seed: 1);
        for (var fold = 0; fold < Math.Min(only, splits.Count); fold++)
            foreach (var model in models.Where(m => !results.Has(_table.Name, m, fold)))
                results.Add(Measure(model, fold, splits[fold]));
    }

    private static KeyValuePair<string, bool>[] Values(IDataView rows, string label)
    {
        // The rarer class is the positive one; both are measured alike.
        string[] classes = [.. rows.GetColumn<string>(label).GroupBy(v => v).OrderByDescending(g => g.Count()).Select(g => g.Key)];
        return [new(classes[0], false), new(classes[1], true)];
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
