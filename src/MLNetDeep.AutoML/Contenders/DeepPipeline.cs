using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>Makes the estimator of a network for a trial.</summary>
internal static class DeepPipeline
{
    // Architectures that take neither tables nor images take one vector of numbers.
    private const string Vector = "MLNetDeep.Vector";

    public static IEstimator<ITransformer> Create(Architecture architecture, Action<TrainerOptions>? change, TrialContext context)
    {
        context.Features.Check(architecture);
        TrainerOptions options = Options(architecture, change, context);
        DeepTaskCatalog catalog = context.Task.Catalog(context.Context.Deep());
        string label = context.Task.LabelColumnName;
        if (context.Features.Graph is not null)
            return catalog.FromArchitecture(architecture, label, default(IEnumerable<string>), options);
        if (architecture.InputKind.TakesSeveralColumns || context.Features.Image is not null || context.Features.Text is not null || context.Features.Sequence is not null || context.Features.Sound is not null)
            return catalog.FromArchitecture(architecture, label, context.Features.Names, options);
        return context.Features.ToVector(context.Context, Vector, isScaled: false).Append(catalog.FromArchitecture(architecture, label, Vector, options));
    }

    /// <summary>The options of a configuration.</summary>
    public static TrainerOptions Options(Architecture architecture, Action<TrainerOptions>? change, Configuration configuration, FeatureColumns? features = null)
    {
        TrainerOptions options = architecture.CreateOptions();
        if (features?.IsMixed == true && options is CombinedTrainerOptions several)
            several.Parts = features.Parts(architecture, several.AreAlike);
        if (features?.Graph is { } graph)
            GraphVector.Apply(graph, options);
        if (features?.Sound is { SampleRate: > 0 and var rate } && options is SoundTrainerOptions sounds)
            sounds.SampleRate = rate;
        change?.Invoke(options);
        OptionSpace.Apply(options, configuration);
        return options;
    }

    /// <summary>The options of a trial: those of its configuration, and what it says of seed, threads and reports.</summary>
    public static TrainerOptions Options(Architecture architecture, Action<TrainerOptions>? change, TrialContext context)
    {
        TrainerOptions options = Options(architecture, change, context.Configuration, context.Features);
        (options.Seed, options.CancellationToken) = (context.Seed, context.CancellationToken);
        if (context.Threads > 0)
            options.Threads = context.Threads;
        if (context.OnReport is { } report)
            options.OnEpoch += epoch => Report(context.Task, epoch, report);
        return options;
    }

    private static void Report(PredictionTask task, EpochResult epoch, Action<int, double> report)
    {
        if (epoch.Metrics.TryGetValue(task.InHistory, out double value))
            report(epoch.Epoch, value);
    }
}
