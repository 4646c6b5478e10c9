using Microsoft.ML;

namespace MLNetDeep.Bench.Contrastive;

/// <summary>Options of the command line.</summary>
/// <param name="Both">Of the network in both trainings.</param>
/// <param name="Pretrain">Of the training without labels.</param>
/// <param name="Train">Of the training with labels.</param>
/// <param name="Views">Of the views.</param>
internal sealed record RunSettings(KeyValuePair<string, string>[] Both, KeyValuePair<string, string>[] Pretrain, KeyValuePair<string, string>[] Train, KeyValuePair<string, string>[] Views)
{
    public ContrastiveOptions ToViews()
    {
        var options = new ContrastiveOptions();
        foreach (var (name, value) in Views)
        {
            var property = typeof(ContrastiveOptions).GetProperty(name) ?? throw new ArgumentException($"There is no option '{name}' of views.");
            property.SetValue(options, Convert.ChangeType(value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
        }
        return options;
    }
}

/// <summary>Rows without labels, few with, and those to measure on.</summary>
/// <param name="Unlabelled">The rows to learn from without labels.</param>
/// <param name="Labelled">The rows to learn from with labels.</param>
/// <param name="Test">The rows to measure on.</param>
/// <param name="Features">The feature columns.</param>
/// <param name="Label">The label.</param>
internal sealed record FewLabels(IDataView Unlabelled, IDataView Labelled, IDataView Test, string[] Features, string Label)
{
    private const string Embedding = "Embedding";

    /// <summary>Trains in one way, and measures.</summary>
    /// <param name="way">scratch: the network on the labelled rows alone; augmented: the same with the augmentation of the views; started: from the encoder; linear: a linear model of ML.NET on its embeddings.</param>
    /// <param name="ml">The context.</param>
    /// <param name="catalog">The trainers of the task.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="options">Options of the network, for training with labels where true.</param>
    /// <param name="views">How the encoder learns.</param>
    /// <param name="measure">Measures scored rows.</param>
    /// <param name="linear">The linear model.</param>
    /// <param name="file">Where the encoder is kept.</param>
    public Dictionary<string, double> Run(string way, MLContext ml, DeepTaskCatalog catalog, Architecture architecture, Func<bool, TrainerOptions> options, ContrastiveOptions views,
        Func<IDataView, Dictionary<string, double>> measure, IEstimator<ITransformer> linear, string file)
    {
        var training = options(true);
        if (way is "scratch" or "augmented")
        {
            using var alone = catalog.FromArchitecture(architecture, Label, Features, training).Fit(Labelled);
            return measure(alone.Transform(Test));
        }
        if (!File.Exists(file))
        {
            using var encoder = ml.Deep().Transforms.ContrastiveEmbedding(Embedding, Features, options(false), views).Fit(Unlabelled);
            var last = encoder.History.Epochs[encoder.History.BestEpoch - 1].Metrics;
            Console.WriteLine(FormattableString.Invariant($"  encoder: epoch {encoder.History.BestEpoch} of {encoder.History.Epochs.Count}, loss {last["Loss"]:f3}, accuracy {last["Accuracy"]:p1}, validation {last.GetValueOrDefault("ValidationLoss"):f3}, {encoder.History.Seconds:f0} s"));
            ml.Deep().Model.Save(encoder, Unlabelled.Schema, file);
        }
        if (way == "linear")
        {
            var encoder = ml.Model.Load(file, out _);
            return measure(linear.Fit(encoder.Transform(Labelled)).Transform(encoder.Transform(Test)));
        }
        OptionCatalog.Apply(training, [KeyValuePair.Create("PretrainedEncoder", file)]);
        using var started = catalog.FromArchitecture(architecture, Label, Features, training).Fit(Labelled);
        return measure(started.Transform(Test));
    }
}
