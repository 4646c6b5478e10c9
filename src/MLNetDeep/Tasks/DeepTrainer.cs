using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetDeep.Data;
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
        var names = promised.Select(c => c.Name).ToHashSet();
        return new SchemaShape(inputSchema.Where(c => !names.Contains(c.Name)).Concat(promised));
    }

    /// <summary>Trains the network on these rows.</summary>
    public DeepTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var labels = _task.ReadLabel(input.Schema, LabelColumnName);
        ColumnChecks.CheckFeatures(input.Schema, FeatureColumnName);
        using var log = new ChannelLog(_context);
        var seed = _options.Seed ?? ((IHostEnvironment)_context).Register(nameof(DeepTrainer)).Rand.Next();
        var device = DeviceChoice.Find(_options.Device, _context.GpuDeviceId, _context.FallbackToCpu);
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
        using var objective = _task.Objective(new ObjectiveContext(LabelColumnName, labels, data.ClassCounts, _options.ClassWeights, plan.Device));
        var network = Build(spec, labels, data.Statistics, plan.Device);
        try
        {
            plan = plan with { RateShare = FineTuning.Prepare(network, Architecture, _options, plan.Log.Info) };
            var history = new TrainingLoop(network, objective, plan).Run(data.Training, given?.Training ?? data.Validation, loading);
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
        var origin = new RowOrigin(input, spec, LabelColumnName, labels.Count);
        var data = TrainingData.Load(origin, new ValidationSplit(fraction, plan.Seed, labels.Count), Budget, _options.CancellationToken);
        if (data.MissingLabels > 0) plan.Log.Warning($"{data.MissingLabels} rows without a label in column '{LabelColumnName}' are left out.");
        if (data.IsSorted)
            plan.Log.Warning("The rows do not fit the memory budget, their source cannot shuffle, and rows of a class stand together: training will "
                + $"suffer. Shuffle them before, or raise {nameof(TrainerOptions.MemoryBudgetMegabytes)} (now {_options.MemoryBudgetMegabytes}).");
        return data;
    }

    private TrainingData LoadValidation(IDataView set, FeatureSpec spec, LabelValues labels, TrainingPlan plan)
    {
        ColumnChecks.CheckLabel(set.Schema, LabelColumnName);
        ColumnChecks.CheckFeatures(set.Schema, FeatureColumnName);
        ScoringChecks.CheckFeatures(set.Schema, spec);
        return TrainingData.Load(new RowOrigin(set, spec, LabelColumnName, labels.Count), new ValidationSplit(0, plan.Seed, labels.Count), Budget, _options.CancellationToken);
    }

    private long Budget => _options.MemoryBudgetMegabytes * 1_048_576L;

    private DeepNetwork Build(FeatureSpec spec, LabelValues labels, FeatureStatistics statistics, Device device)
    {
        using var scope = NewDisposeScope();
        var body = Architecture.Build(_options, spec.Shape, _task.Output(labels));
        var network = new DeepNetwork(new InputStage(spec.Shape, statistics.Means(), statistics.Deviations()), body);
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
