using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Text;

/// <summary>One training on one set of texts.</summary>
/// <param name="Folder">Where the texts lie.</param>
/// <param name="Model">The key of a network, or the name of a classical trainer.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Settings">Options of networks that are not their defaults.</param>
/// <param name="Name">What the settings are called.</param>
internal sealed record TextRun(string Folder, string Model, int Seed, IReadOnlyList<KeyValuePair<string, string>> Settings, string Name)
{
    public string Set => Path.GetFileName(Folder.TrimEnd('/'));

    public TextResult Measure()
    {
        var ml = new MLContext(Seed);
        IDataView Load(string file) => ml.Data.LoadFromTextFile<TextRow>(Path.Combine(Folder, file), hasHeader: true);
        var (train, test) = (Load("train.tsv"), Load("test.tsv"));
        var keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(train);
        var clock = Stopwatch.StartNew();
        var isNetwork = ArchitectureRegistry.All.Any(a => a.Key == Model);
        var validation = File.Exists(Path.Combine(Folder, "validation.tsv")) ? keys.Transform(Load("validation.tsv")) : null;
        ITransformer fitted = isNetwork ? Network(ml, validation).Fit(keys.Transform(train)) : Classical(ml).Fit(keys.Transform(train));
        var seconds = clock.Elapsed.TotalSeconds;
        var metrics = ml.MulticlassClassification.Evaluate(fitted.Transform(keys.Transform(test)));
        var epochs = (fitted as DeepTransformer)?.History.Epochs.Count ?? 0;
        (fitted as IDisposable)?.Dispose();
        return new TextResult(Set, Model, Name, Seed, metrics.MicroAccuracy, metrics.LogLoss, seconds, epochs);
    }

    private DeepTrainer Network(MLContext ml, IDataView? validation)
    {
        var architecture = ArchitectureRegistry.Get(Model);
        var options = architecture.CreateOptions();
        (options.Seed, options.ValidationSet) = (Seed, validation);
        OptionCatalog.Apply(options, Settings);
        return ml.Deep().MulticlassClassification.FromArchitecture(architecture, "Label", "Text", options);
    }

    private EstimatorChain<ITransformer> Classical(MLContext ml)
    {
        IEstimator<ITransformer> trainer = Model switch
        {
            "Sdca" => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(),
            "LightGbm" => ml.MulticlassClassification.Trainers.LightGbm(),
            _ => throw new ArgumentException($"There is no model '{Model}'."),
        };
        return new EstimatorChain<ITransformer>().Append(ml.Transforms.Text.FeaturizeText("Features", "Text")).AppendCacheCheckpoint(ml).Append(trainer);
    }
}

/// <summary>A row of a set of texts.</summary>
internal sealed class TextRow
{
    [LoadColumn(0)]
    public string Label { get; set; } = "";

    [LoadColumn(1)]
    public string Text { get; set; } = "";
}
