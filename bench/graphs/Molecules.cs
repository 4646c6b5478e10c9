using Microsoft.ML;

namespace MLNetDeep.Bench.Graphs;

/// <summary>Classes of graphs, one a row: ten folds, of whose training part a tenth chooses the epoch; beside them trainers that see how often each tag is there, and no edges.</summary>
internal sealed class Molecules
{
    private const int Folds = 10;
    private readonly MLContext _ml = new(1);
    private readonly KeyValuePair<string, string>[] _settings;
    private readonly IDataView _rows;

    public Molecules(string file, KeyValuePair<string, string>[] settings)
    {
        (_settings, Name) = (settings, Path.GetFileNameWithoutExtension(file));
        var rows = _ml.Deep().Graphs.LoadJsonLines(file);
        _rows = _ml.Data.Cache(_ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows));
    }

    public string Name { get; }

    public (double Accuracy, int Epochs) Run(string model, int seed)
    {
        var (right, all, epochs) = (0.0, 0L, 0);
        foreach (var fold in _ml.Deep().CrossValidationSplit(_rows, Folds, seed: seed, labelColumnName: "Label"))
        {
            var (accuracy, count, done) = model.StartsWith("tags-", StringComparison.Ordinal) ? Tags(model, fold, seed) : Network(model, fold, seed);
            (right, all, epochs) = (right + (accuracy * count), all + count, epochs + done);
        }
        return (right / all, epochs / Folds);
    }

    private (double, long, int) Network(string model, RowSplit fold, int seed)
    {
        var architecture = ArchitectureRegistry.Get(model);
        var options = architecture.CreateOptions();
        options.Seed = seed;
        OptionCatalog.Apply(options, _settings);
        using var trained = _ml.Deep().MulticlassClassification.FromArchitecture(architecture, "Label", default(IEnumerable<string>), options).Fit(fold.TrainSet);
        var (accuracy, count) = Judge(trained.Transform(fold.TestSet));
        return (accuracy, count, trained.History.Epochs.Count);
    }

    private (double, long, int) Tags(string model, RowSplit fold, int seed)
    {
        IEstimator<ITransformer> trainer = model == "tags-logistic"
            ? _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()
            : _ml.MulticlassClassification.Trainers.LightGbm(new Microsoft.ML.Trainers.LightGbm.LightGbmMulticlassTrainer.Options { MinimumExampleCountPerLeaf = 5, Seed = seed });
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Tags", "Nodes").Append(_ml.Transforms.Conversion.MapKeyToVector("Features", "Tags", outputCountVector: true)).Append(trainer);
        var (accuracy, count) = Judge(pipeline.Fit(fold.TrainSet).Transform(fold.TestSet));
        return (accuracy, count, 0);
    }

    private (double Accuracy, long Count) Judge(IDataView scored)
    {
        var metrics = _ml.MulticlassClassification.Evaluate(scored);
        return (metrics.MicroAccuracy, metrics.ConfusionMatrix.Counts.Sum(row => (long)row.Sum()));
    }
}
