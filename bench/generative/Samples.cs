using Microsoft.ML;

namespace MLNetDeep.Bench.Generative;

/// <summary>
/// Samples of each digit. Recognized: the share that a classifier of real training rows takes for the digit that was asked for. Teaches: the share of real test rows that a classifier of samples alone
/// gets right. Distance: the median distance of samples to the nearest training row, as a share of that of real test rows.
/// </summary>
internal sealed class Samples(Digits digits, IReadOnlyList<KeyValuePair<string, string>> settings, SamplingOptions sampling, string folder, int count, string grid)
{
    private const int ClassifierEpochs = 40, Shown = 100;

    public Dictionary<string, double>? Run(string kind, string name, int seed)
    {
        Directory.CreateDirectory(folder);
        var ml = new MLContext(seed);
        var path = Path.Combine(folder, $"{kind}-{name}-{seed}.zip");
        if (!File.Exists(path) && !Train(ml, kind, seed, path)) return null;
        using var sampler = ml.Model.LoadSampler(path);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var samples = sampler.Sample(count, seed, options: sampling);
        var seconds = clock.Elapsed.TotalSeconds;
        if (grid.Length > 0) sampler.WriteGrid(ml.Data.TakeRows(samples, Shown), grid, 10, 6);
        var rows = ml.Data.CreateEnumerable<Digit>(samples, false).ToList();
        return new()
        {
            ["Recognized"] = Accuracy(ml, digits.Train, rows, seed),
            ["Teaches"] = Accuracy(ml, rows, digits.Test, seed),
            ["Distance"] = Median(rows) / Median(digits.Test),
            ["SamplesPerSecond"] = count / seconds,
        };
    }

    private bool Train(MLContext ml, string kind, int seed, string path)
    {
        var (options, create) = Generator(ml, kind);
        (options.Seed, options.ConditionColumnName, options.CheckpointPath) = (seed, "Label", path + ".checkpoint");
        OptionCatalog.Apply(options, settings);
        using var cancel = new CancellationTokenSource();
        using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            cancel.Cancel();
        });
        options.CancellationToken = cancel.Token;
        options.OnEpoch = epoch =>
        {
            if (epoch.Epoch % 10 == 0) Console.WriteLine($"{epoch.Epoch}: {string.Join(", ", epoch.Metrics.Select(m => FormattableString.Invariant($"{m.Key} {m.Value:g4}")))}");
        };
        var rows = Digits.Keyed(ml, digits.Train);
        using var model = create(options).Fit(rows);
        if (model.History.StopReason == StopReason.Cancelled) return false;
        Console.WriteLine(FormattableString.Invariant($"best epoch {model.History.BestEpoch} of {model.History.Epochs.Count}, {model.History.Seconds:f0} s"));
        ml.Model.Save(model, rows.Schema, path);
        return true;
    }

    private static (GenerativeTrainerOptions Options, Func<GenerativeTrainerOptions, GenerativeTrainer> Create) Generator(MLContext ml, string kind) => kind switch
    {
        "diffusion" => (new DiffusionOptions(), options => ml.Deep().Generative.Diffusion("Pixels", (DiffusionOptions)options)),
        "vae" => (new VaeOptions { Layers = CoderLayers.Convolutional }, options => ml.Deep().Generative.Vae("Pixels", (VaeOptions)options)),
        "gan" => (new GanOptions { Layers = CoderLayers.Convolutional }, options => ml.Deep().Generative.Gan("Pixels", (GanOptions)options)),
        _ => throw new ArgumentException($"There is no model '{kind}'."),
    };

    private static double Accuracy(MLContext ml, IEnumerable<Digit> learnt, IEnumerable<Digit> judged, int seed)
    {
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Pixels", maxEpochs: ClassifierEpochs, seed: seed).Fit(Digits.Keyed(ml, learnt));
        return ml.MulticlassClassification.Evaluate(model.Transform(Digits.Keyed(ml, judged))).MicroAccuracy;
    }

    private double Median(IReadOnlyList<Digit> rows)
    {
        double[] nearest = [.. rows.AsParallel().Select(row => digits.Train.Min(other => System.Numerics.Tensors.TensorPrimitives.Distance(row.Pixels, other.Pixels))).Select(d => (double)d).Order()];
        return nearest[nearest.Length / 2];
    }
}
