using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Layers;
using MLNetDeep.Persistence.Pretrained;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetDeep;

/// <summary>Trains a network as a step of an ML.NET pipeline. Made by the methods of <c>mlContext.Deep()</c>.</summary>
public sealed class DeepTrainer : IEstimator<DeepTransformer>
{
    private readonly MLContext _context;
    private readonly DeepTask _task;
    private readonly TrainerOptions _options;

    internal DeepTrainer(MLContext context, DeepTask task, Architecture architecture, string labelColumnName, string featureColumnName, TrainerOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        if (!architecture.OptionsType.IsInstanceOfType(options))
            throw new ArgumentException($"{architecture.DisplayName} takes {architecture.OptionsType.Name}, but was given {options.GetType().Name}.", nameof(options));
        options.Validate();
        if (!task.MixesTargets && (options.Mixup > 0 || options is ImageTrainerOptions { Cutmix: > 0 }))
            throw new ArgumentException($"{nameof(TrainerOptions.Mixup)} and {nameof(ImageTrainerOptions.Cutmix)} must be 0 for the task '{task.Key}': it cannot mix targets.", nameof(options));
        (_context, _task, Architecture, LabelColumnName, FeatureColumnName) = (context, task, architecture, labelColumnName, featureColumnName);
        _options = options.Clone();
    }

    /// <summary>The network's architecture.</summary>
    public Architecture Architecture { get; }

    /// <summary>The label.</summary>
    public string LabelColumnName { get; }

    /// <summary>What the network eats.</summary>
    public string FeatureColumnName { get; }

    /// <summary>A copy of the options.</summary>
    public TrainerOptions Options => _options.Clone();

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var promised = _task.Promise(_context, inputSchema, LabelColumnName).ToList();
        ColumnChecks.CheckFeatures(inputSchema, FeatureColumnName);
        ColumnChecks.CheckWeight(inputSchema, _options.ExampleWeightColumnName);
        var names = promised.Select(c => c.Name).ToHashSet();
        return new SchemaShape(inputSchema.Where(c => !names.Contains(c.Name)).Concat(promised));
    }

    /// <summary>Trains the network on these rows.</summary>
    public DeepTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var labels = _task.ReadLabel(input.Schema, LabelColumnName);
        ColumnChecks.CheckFeatures(input.Schema, FeatureColumnName);
        ColumnChecks.CheckWeight(input.Schema, _options.ExampleWeightColumnName);
        using var log = new ChannelLog(_context);
        var seed = _options.Seed ?? Checkpoint.SeedIn(_options.CheckpointPath) ?? ((IHostEnvironment)_context).Register(nameof(DeepTrainer)).Rand.Next();
        var device = DeviceChoice.Find(_options.Deterministic ? "cpu" : _options.Device, _context.GpuDeviceId, _context.FallbackToCpu);
        using var session = new TorchSession(seed, _options.Threads);
        return new DeepTransformer(_context, Train(input, labels, new TrainingPlan(_options, seed, device, log)));
    }

    private DeepModel Train(IDataView input, LabelValues labels, TrainingPlan plan)
    {
        var clock = Stopwatch.StartNew();
        var spec = ShapeFinder.Find(input, FeatureColumnName, Architecture.InputKind, _options);
        using var data = Load(input, spec, labels, plan);
        using var given = _options.ValidationSet is { } set ? LoadValidation(set, spec, labels, plan) : null;
        var loading = clock.Elapsed;
        plan.Log.Info($"{data.Training.Rows} rows to train on, {(given?.Training ?? data.Validation)?.Rows ?? 0} to validate on, "
            + $"{(data.Streamed ? "read anew each epoch" : "kept in memory")}; network for {spec.Shape} on {plan.Device}.");
        using var objective = new MemberObjective(_task.Objective(new ObjectiveContext(LabelColumnName, labels, data.Targets, _options, plan.Device)));
        var network = Build(spec, labels, data, plan.Device);
        try
        {
            plan = plan with { RateShare = FineTuning.Prepare(network, Architecture, _options, plan.Log.Info) };
            var validation = given?.Training ?? data.Validation;
            var training = AugmentedBatches.Of(data.Training, spec, data.Statistics, _options);
            var history = new TrainingLoop(network, objective, plan).Run(training, validation, loading);
            if (validation is not null && _options.Calibrate && _task.HasProbabilities && history.StopReason != StopReason.Cancelled)
                history = history with { Calibration = new Calibrator(_task, objective, plan).Run(network, validation) };
            return ToModel(network, spec, labels, history);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private TrainingData Load(IDataView input, FeatureSpec spec, LabelValues labels, TrainingPlan plan)
    {
        var fraction = _options.ValidationSet is null ? _options.ValidationFraction : 0;
        var origin = new RowOrigin(input, spec, Target(input, labels) with { WeightColumn = _options.ExampleWeightColumnName });
        var data = TrainingData.Load(origin, new ValidationSplit(fraction, plan.Seed, origin.Target.Strata), Budget, _options.CancellationToken);
        if (data.MissingLabels > 0) plan.Log.Warning($"{data.MissingLabels} rows without a label in column '{LabelColumnName}' are left out.");
        if (data.IsSorted)
            plan.Log.Warning("The rows do not fit the memory budget, their source cannot shuffle, and rows of a class stand together: training will "
                + $"suffer. Shuffle them before, or raise {nameof(TrainerOptions.MemoryBudgetMegabytes)} (now {_options.MemoryBudgetMegabytes}).");
        return data;
    }

    private TrainingData LoadValidation(IDataView set, FeatureSpec spec, LabelValues labels, TrainingPlan plan)
    {
        if (_task.ReadLabel(set.Schema, LabelColumnName).Count != labels.Count)
            throw ColumnErrors.Mismatch("label", LabelColumnName, $"{labels.Count} classes or slots, as in the training rows", ColumnErrors.Describe(set.Schema[LabelColumnName].Type));
        ColumnChecks.CheckFeatures(set.Schema, FeatureColumnName);
        ScoringChecks.CheckFeatures(set.Schema, spec);
        var target = Target(set, labels);
        return TrainingData.Load(new RowOrigin(set, spec, target), new ValidationSplit(0, plan.Seed, target.Strata), Budget, _options.CancellationToken);
    }

    private TargetSpec Target(IDataView rows, LabelValues labels) => _task.Target(rows.Schema, LabelColumnName, labels);

    private long Budget => _options.MemoryBudgetMegabytes * 1_048_576L;

    private DeepNetwork Build(FeatureSpec spec, LabelValues labels, TrainingData data, Device device)
    {
        using var scope = NewDisposeScope();
        var body = Architecture.Build(_options, spec.Shape, _task.Output(labels));
        var input = new InputStage(spec.Shape, data.Statistics.Means(), data.Statistics.Deviations());
        var network = new DeepNetwork(input, body, _task.Stage(labels, data.Targets));
        try
        {
            network.to(device);
            ModuleChecks.Check(network, spec.Shape, _task.Output(labels), device);
        }
        catch
        {
            network.Dispose();
            throw;
        }
        foreach (var tensor in network.parameters().Concat(network.buffers())) tensor.DetachFromDisposeScope();
        return network;
    }

    private DeepModel ToModel(DeepNetwork network, FeatureSpec spec, LabelValues labels, TrainingHistory history) => new()
    {
        Network = network,
        Task = _task,
        Architecture = Architecture,
        Options = _options,
        Features = spec,
        LabelColumnName = LabelColumnName,
        Labels = labels,
        History = history,
    };
}
