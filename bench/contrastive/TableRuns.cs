using Microsoft.ML;

namespace MLNetDeep.Bench.Contrastive;

/// <summary>A table: so many labelled rows of the training part, drawn by the seed.</summary>
internal sealed class TableRuns(string folder, string name, string key, int labelled, RunSettings settings, string encoders)
{
    public Dictionary<string, double> Run(string way, int seed)
    {
        var ml = new MLContext(seed);
        var table = SuiteTable.Read(Path.Combine(AppContext.BaseDirectory, "tables.csv")).First(t => t.Name == name);
        var data = table.Load(ml, folder);
        var split = data.Split(ml, table.Task, 5)[0];
        var few = ml.Data.Cache(ml.Data.TakeRows(ml.Data.ShuffleRows(split.TrainSet, seed, shufflePoolSize: 100_000), labelled));
        var rows = new FewLabels(split.TrainSet, few, split.TestSet, [.. data.Features.Select(f => f.Name)], SuiteData.Label);
        var architecture = ArchitectureRegistry.Get(key);
        TrainerOptions Options(bool hasLabels)
        {
            var options = architecture.CreateOptions();
            (options.Seed, options.BatchSize) = (seed, hasLabels ? 32 : 256);
            if (!hasLabels) options.MaxEpochs = 100;
            OptionCatalog.Apply(options, [.. settings.Both, .. hasLabels ? settings.Train : settings.Pretrain]);
            return options;
        }
        const string Label = SuiteData.Label, Embedding = "Embedding";
        var file = Path.Combine(encoders, $"{name}-{key}-{seed}.zip");
        var standard = ml.Transforms.NormalizeMeanVariance(Embedding);
        return table.Task switch
        {
            "regression" => rows.Run(way, ml, ml.Deep().Regression, architecture, Options, settings.ToViews(), s => new() { ["RMSE"] = ml.Regression.Evaluate(s, Label).RootMeanSquaredError }, standard.Append(ml.Regression.Trainers.Sdca(Label, Embedding)), file),
            "binary" => rows.Run(way, ml, ml.Deep().BinaryClassification, architecture, Options, settings.ToViews(), s =>
            {
                var metrics = ml.BinaryClassification.Evaluate(s, Label);
                return new() { ["Accuracy"] = 100 * metrics.Accuracy, ["AUC"] = 100 * metrics.AreaUnderRocCurve };
            }, standard.Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(Label, Embedding)), file),
            _ => rows.Run(way, ml, ml.Deep().MulticlassClassification, architecture, Options, settings.ToViews(), s => new() { ["Accuracy"] = 100 * ml.MulticlassClassification.Evaluate(s, Label).MicroAccuracy },
                standard.Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(Label, Embedding)), file),
        };
    }
}
