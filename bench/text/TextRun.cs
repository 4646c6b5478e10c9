using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.AutoML;

namespace MLNetDeep.Bench.Text;

/// <summary>One training on one set of texts.</summary>
/// <param name="Folder">Where the texts lie.</param>
/// <param name="Model">The key of a network, or the name of a classical trainer.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Settings">Options of networks, and hyperparameters of naive Bayes, that are not their defaults.</param>
/// <param name="Name">What the settings are called.</param>
internal sealed record TextRun(string Folder, string Model, int Seed, IReadOnlyList<KeyValuePair<string, string>> Settings, string Name)
{
    public string Set => Path.GetFileName(Folder.TrimEnd('/'));

    /// <summary>Whether it is measured on validation rows instead of the test set.</summary>
    public bool Validates { get; init; }

    /// <summary>Epochs in which a network finds hidden words of the training texts first; 0 for none.</summary>
    public int Pretraining { get; init; }

    public TextResult Measure()
    {
        var ml = new MLContext(Seed);
        IDataView Load(string file) => ml.Data.LoadFromTextFile<TextRow>(Path.Combine(Folder, file), hasHeader: true);
        var hasValidation = File.Exists(Path.Combine(Folder, "validation.tsv"));
        var (train, test) = (Load("train.tsv"), Load(Validates && hasValidation ? "validation.tsv" : "test.tsv"));
        if (Validates && !hasValidation)
        {
            var parts = ml.Data.TrainTestSplit(train, 0.2, seed: 1);
            (train, test) = (parts.TrainSet, parts.TestSet);
        }
        var keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(train);
        var clock = Stopwatch.StartNew();
        var isNetwork = Model == "pretrainedtext" || ArchitectureRegistry.All.Any(a => a.Key == Model);
        var validation = hasValidation ? keys.Transform(Load("validation.tsv")) : null;
        ITransformer fitted = isNetwork ? Network(ml, train, validation).Fit(keys.Transform(train)) : Classical(ml, keys.Transform(train).Schema).Fit(keys.Transform(train));
        var seconds = clock.Elapsed.TotalSeconds;
        var metrics = ml.MulticlassClassification.Evaluate(fitted.Transform(keys.Transform(test)));
        var history = (fitted as DeepTransformer)?.History;
        var validated = history?.Epochs.Single(e => e.Epoch == history.BestEpoch).Metrics["ValidationAccuracy"];
        (fitted as IDisposable)?.Dispose();
        return new TextResult(Set, Model, Name, Seed, metrics.MicroAccuracy, metrics.LogLoss, seconds, history?.Epochs.Count ?? 0, validated);
    }

    private DeepTrainer Network(MLContext ml, IDataView train, IDataView? validation)
    {
        var architecture = ArchitectureRegistry.Get(Model);
        var options = architecture.CreateOptions();
        (options.Seed, options.ValidationSet) = (Seed, validation);
        OptionCatalog.Apply(options, Settings);
        if (Pretraining > 0) Pretrain(ml, train, (TextTrainerOptions)options);
        return ml.Deep().MulticlassClassification.FromArchitecture(architecture, "Label", "Text", options);
    }

    private void Pretrain(MLContext ml, IDataView texts, TextTrainerOptions options)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Set}-{Model}-{Name}-{Seed}.encoder");
        var first = (TextTrainerOptions)ArchitectureRegistry.Get(Model).CreateOptions();
        OptionCatalog.Apply(first, Settings);
        (first.Seed, first.MaxEpochs, first.Patience, first.LearningRate) = (Seed, Pretraining, 0, 1e-3);
        var history = ml.Deep().Transforms.PretrainEncoder(texts, "Text", first, file);
        Console.WriteLine(FormattableString.Invariant($"{Set} {Model} {Name}: {history.Epochs[^1].Metrics["ValidationAccuracy"]:P1} of hidden words found after {Pretraining} epochs, {history.Seconds:f0} s"));
        options.PretrainedEncoder = file;
    }

    private IEstimator<ITransformer> Classical(MLContext ml, DataViewSchema schema)
    {
        if (Model == "naivebayes") return NaiveBayes(ml, schema);
        IEstimator<ITransformer> trainer = Model switch
        {
            "Sdca" => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(),
            "LightGbm" => ml.MulticlassClassification.Trainers.LightGbm(),
            _ => throw new ArgumentException($"There is no model '{Model}'."),
        };
        return new EstimatorChain<ITransformer>().Append(ml.Transforms.Text.FeaturizeText("Features", "Text")).AppendCacheCheckpoint(ml).Append(trainer);
    }

    private IEstimator<ITransformer> NaiveBayes(MLContext ml, DataViewSchema schema)
    {
        var task = PredictionTask.Multiclass("Label");
        var configuration = new Configuration(Settings.Select(s => KeyValuePair.Create(s.Key, (object)double.Parse(s.Value, CultureInfo.InvariantCulture))));
        return Contender.Classical(task, Model).Create(new TrialContext(ml, task, configuration, Seed, default) { Features = FeatureColumns.Of(schema, null, ["Label"], null, ["Text"]) });
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
