using System.Diagnostics;
using Microsoft.ML;

namespace MLNetDeep.Bench.Sound;

/// <summary>One training on spoken digits.</summary>
/// <param name="Digits">All recordings.</param>
/// <param name="Part">The official split, or the speaker who is tested.</param>
/// <param name="Model">The key of a network.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Settings">Options that are not their defaults.</param>
/// <param name="Name">What the settings are called.</param>
internal sealed record SoundRun(IReadOnlyList<SpokenDigit> Digits, string Part, string Model, int Seed, IReadOnlyList<KeyValuePair<string, string>> Settings, string Name)
{
    /// <summary>The signal-to-noise ratio of the noisy test part.</summary>
    public double Decibels { get; init; } = 10;

    /// <summary>Whether rows that are training rows else stand for the test part.</summary>
    public bool Validates { get; init; }

    public SoundResult Measure()
    {
        var ml = new MLContext(Seed);
        var (train, test) = SpokenDigits.Split(Digits, Part, Validates);
        var rows = Rows(ml, train);
        var keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows);
        var architecture = ArchitectureRegistry.Get(Model);
        var options = architecture.CreateOptions();
        options.Seed = Seed;
        OptionCatalog.Apply(options, Settings);
        var clock = Stopwatch.StartNew();
        using var model = ml.Deep().MulticlassClassification.FromArchitecture(architecture, "Label", "Sound", options).Fit(keys.Transform(rows));
        var seconds = clock.Elapsed.TotalSeconds;
        double Accuracy(IEnumerable<SpokenDigit> digits) => ml.MulticlassClassification.Evaluate(model.Transform(keys.Transform(Rows(ml, digits)))).MicroAccuracy;
        return new SoundResult(Part, Model, Name, Seed, Accuracy(test), Decibels, Accuracy(SpokenDigits.WithNoise(test, Decibels)), test.Count, seconds, model.History.Epochs.Count,
            model.Module.parameters().Sum(weights => weights.numel()));
    }

    private static IDataView Rows(MLContext ml, IEnumerable<SpokenDigit> digits) =>
        ml.Data.LoadFromEnumerable(digits.Select(digit => new DigitRow { Label = digit.Label, Sound = digit.Wav }).ToList());
}
