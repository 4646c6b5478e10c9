using System.Diagnostics;
using Microsoft.ML;

namespace MLNetDeep.Bench;

/// <summary>What a training may take.</summary>
/// <param name="Time">How long.</param>
/// <param name="MostEpochs">The most epochs.</param>
internal sealed record Budget(TimeSpan Time, int MostEpochs);

/// <summary>What came of a training.</summary>
internal sealed record Outcome(double Accuracy, double LogLoss, int Epochs, double Seconds, string Remark);

/// <summary>
/// Trains a network for as many epochs as the time allows, so that its learning rate comes down in time: the same number with and
/// without augmentation, which does not slow it.
/// </summary>
internal sealed class NetworkRun(Pictures pictures, Budget budget)
{
    private readonly Dictionary<string, int> _epochs = [];

    public Outcome Train(string key, ImageTrainerOptions options)
    {
        var rows = pictures.Paths("train");
        if (!_epochs.TryGetValue(key, out var epochs)) _epochs[key] = epochs = Epochs(key, options, rows.GetRowCount() ?? 10_000);
        (options.MaxEpochs, options.Patience) = (epochs, 0);
        using var end = new CancellationTokenSource(budget.Time * 1.1);
        options.CancellationToken = end.Token;
        var clock = Stopwatch.StartNew();
        options.OnEpoch = e => Console.Error.WriteLine(FormattableString.Invariant(
            $"{key} {options.Augmentation} epoch {e.Epoch}/{epochs}: loss {e.Metrics["Loss"]:f3}, validation {e.Metrics["ValidationAccuracy"]:P1}, {e.Seconds:f0} s"));
        using var model = pictures.Trainer(key, options).Fit(rows);
        var seconds = clock.Elapsed.TotalSeconds;
        var metrics = pictures.Context.MulticlassClassification.Evaluate(model.Transform(pictures.Paths("test")));
        return new Outcome(metrics.MicroAccuracy, metrics.LogLoss, model.History.Epochs.Count, seconds,
            Remark(model.History));
    }

    private static string Remark(TrainingHistory history) => history.Epochs.Count == 0
        ? "the time was over in the first epoch"
        : FormattableString.Invariant($"{history.StopReason}, {history.Epochs[^1].Metrics["RowsPerSecond"]:f0} rows/s, waiting {history.WaitingShare:P1}");

    // By the second of two short epochs. A tenth of the rows is for validation, which costs less; what is measured short is measured slow.
    private int Epochs(string key, ImageTrainerOptions options, long rows)
    {
        var (most, validation) = (options.MaxEpochs, options.ValidationFraction);
        (options.MaxEpochs, options.ValidationFraction) = (2, 0);
        using var model = pictures.Trainer(key, options).Fit(pictures.Paths("train", 20));
        (options.MaxEpochs, options.ValidationFraction) = (most, validation);
        var seconds = rows / model.History.Epochs[^1].Metrics["RowsPerSecond"];
        return Math.Clamp((int)(0.95 * budget.Time.TotalSeconds / seconds), 1, budget.MostEpochs);
    }
}

/// <summary>Gradient boosting on the pixels: a hundred rounds, its default, or as many as the time allows.</summary>
internal static class LightGbmRun
{
    private const int Rounds = 100, Probe = 3;

    public static Outcome Train(Pictures pictures, Budget budget)
    {
        var pixels = pictures.Context.Data.Cache(pictures.Pixels("train"));
        var (seconds, _) = Fit(pictures, pixels, Probe);
        var rounds = Math.Clamp((int)(0.9 * budget.Time.TotalSeconds / seconds * Probe), 1, Rounds);
        (seconds, var model) = Fit(pictures, pixels, rounds);
        var metrics = pictures.Context.MulticlassClassification.Evaluate(model.Transform(pictures.Pixels("test")));
        return new Outcome(metrics.MicroAccuracy, metrics.LogLoss, rounds, seconds, "rounds of boosting");
    }

    private static (double Seconds, ITransformer Model) Fit(Pictures pictures, IDataView pixels, int rounds)
    {
        var clock = Stopwatch.StartNew();
        var model = pictures.Context.MulticlassClassification.Trainers.LightGbm("Label", "Pixels", numberOfIterations: rounds).Fit(pixels);
        return (clock.Elapsed.TotalSeconds, model);
    }
}

internal static class Trainers
{
    /// <summary>The trainer of an architecture by its key.</summary>
    public static DeepTrainer Trainer(this Pictures pictures, string key, ImageTrainerOptions options)
    {
        var catalog = pictures.Context.Deep().MulticlassClassification;
        return options switch
        {
            CnnOptions o => catalog.Cnn("Label", "Image", o),
            ResNetOptions o => catalog.ResNet("Label", "Image", o),
            ConvNeXtOptions o => catalog.ConvNeXt("Label", "Image", o),
            ViTOptions o => catalog.ViT("Label", "Image", o),
            PretrainedImageOptions o => catalog.PretrainedImage("Label", "Image", o),
            MobileNetV3Options o => catalog.MobileNetV3("Label", "Image", o),
            _ => throw new ArgumentException($"'{key}' is no network for pictures here."),
        };
    }
}
