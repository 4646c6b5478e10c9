using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNetDeep.Architectures;
using MLNetDeep.Data;
using MLNetDeep.Inputs;
using MLNetDeep.Layers;
using MLNetDeep.Persistence;
using MLNetDeep.Persistence.Pretrained;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>All that stands ready before the first step: rows, objective and network. It owns them until the network is taken.</summary>
internal sealed class TrainingSetup : IDisposable
{
    private readonly Recipe _recipe;
    private readonly DeepModel? _previous;
    private readonly InputSpec _spec;
    private readonly LabelValues _labels;
    private long? _known;
    private TrainingData? _data, _given;
    private MemberObjective? _objective;
    private DeepNetwork? _network;
    private FrozenTraining? _frozen;
    private TrainingPlan _plan;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    private TrainingSetup(Recipe recipe, IDataView input, TrainingPlan plan, DeepModel? previous)
    {
        (_recipe, _plan, _previous) = (recipe, plan, previous);
        var labels = recipe.Task.ReadLabel(input.Schema, recipe.LabelColumn);
        _spec = previous is null
            ? FindFeatures(input, labels)
            : Continuation.Check(recipe, input.Schema, labels, previous);
        _labels = previous?.Labels ?? labels;
    }

    private TrainerOptions Options => _recipe.Options;

    private bool WantsValidation => Options.ValidationFraction > 0 || Options.ValidationSet is not null;

    private IBatchSource? Validation => (_given?.Training ?? _data!.Validation) is { } rows ? _spec.ForValidation(rows, _data!.Learnt, Options) : null;

    /// <summary>Reads the rows and makes the network.</summary>
    /// <param name="recipe">What the trainer was told.</param>
    /// <param name="input">The rows.</param>
    /// <param name="plan">How to train.</param>
    /// <param name="previous">The model to go on from; null to start anew.</param>
    public static TrainingSetup Create(Recipe recipe, IDataView input, TrainingPlan plan, DeepModel? previous)
    {
        var setup = new TrainingSetup(recipe, input, plan, previous);
        try
        {
            setup.Prepare(input);
            return setup;
        }
        catch
        {
            setup.Dispose();
            throw;
        }
    }

    /// <summary>Tries learning rates; weights and all else that is found are thrown away.</summary>
    public LearningRateCurve FindLearningRate(double from, double to, int steps) =>
        new LearningRateFinder(_network!, _objective!, _plan).Run(Augmented(), from, to, steps);

    /// <summary>Trains, as often as is wanted; the network of the best training is the caller's then.</summary>
    public DeepModel Train()
    {
        if (_recipe.Task.IsSaved) SavingTrial.Run(Model(Options), _plan.Log);
        var best = TrainOnce();
        try
        {
            for (var attempt = 1; attempt <= Restarts && best.History.StopReason != StopReason.Cancelled; attempt++)
            {
                var before = best.History.BestCriterion;
                Begin(attempt);
                best = Better(best, TrainOnce());
                _plan.Log.Info(string.Create(CultureInfo.InvariantCulture, $"Restart {attempt} of {Restarts} ended; the best so far had {before:g5} of {Options.BestEpochBy}, now it is {best.History.BestCriterion:g5}."));
            }
        }
        catch
        {
            best.Network.Dispose();
            throw;
        }
        return best;
    }

    private int Restarts => Options is IFineTuned tuned ? tuned.Restarts : 0;

    // Among equals the first.
    private static DeepModel Better(DeepModel first, DeepModel second)
    {
        var isFirst = !(second.History.BestCriterion < first.History.BestCriterion) && first.History.BestEpoch > 0;
        var (kept, other) = isFirst ? (first, second) : (second, first);
        other.Network.Dispose();
        return kept with { History = kept.History with { StopReason = second.History.StopReason == StopReason.Cancelled ? StopReason.Cancelled : kept.History.StopReason } };
    }

    private DeepModel TrainOnce()
    {
        var solver = ClosedFormTraining.For(_network!, _objective!, _plan, _recipe.Task.Output(_labels), _data!.Training.Rows);
        var (network, training, validation) = solver is null ? Learning() : (_network!, _data.Training, Validation);
        var history = solver?.Run(training, validation, Loading) ?? new TrainingLoop(network, _objective!, _plan).Run(training, validation, Loading);
        TrainingRows.End(_network!);
        var trained = Model(Prune());
        if (WantsValidation && Options.Calibrate && _recipe.Task.HasProbabilities && history.StopReason != StopReason.Cancelled)
            history = history with { Calibration = new Calibrator(_recipe.Task, _objective!, _plan).Run(_frozen is null ? _network! : network, _frozen?.Training ?? _data.Training, _frozen is null ? Validation : validation) };
        _network!.eval();
        _network = null;
        return trained with { History = history };
    }

    // The network, or the part of it that learns where what is frozen was computed once.
    private (DeepNetwork Network, IBatchSource Training, IBatchSource? Validation) Learning()
    {
        var rows = Augmented();
        _frozen = _plan is { Copy: null, Thawing: null } ? FrozenTraining.Begin(_network!, rows, Validation, _plan) : null;
        return _frozen is null ? (_network!, rows, Validation) : (_frozen.Network, _frozen.Training, _frozen.Validation);
    }

    private DeepModel Model(TrainerOptions options) => new()
    {
        Network = _network!,
        Task = _recipe.Task,
        Architecture = _recipe.Architecture,
        Options = options,
        Features = _spec.Trained(),
        LabelColumnName = _recipe.LabelColumn,
        Labels = _labels,
        History = TrainingHistory.None,
    };

    private TrainerOptions Prune()
    {
        if (Validation is null || new MemberPruner(_objective!, _plan).Run(_network!, _recipe, Empty, Validation) is not { } pruned) return Options;
        _network!.Dispose();
        _network = pruned.Network;
        _network.eval();
        return pruned.Options;
    }

    private DeepNetwork Empty(TrainerOptions options, Action<DeepNetwork> fill) => Factory(options).CreateEmpty(_plan.Device, fill);

    private NetworkFactory Factory(TrainerOptions options) => new(_recipe.Architecture, options, _spec, _recipe.Task, _labels);

    public void Dispose()
    {
        _plan.Copy?.Dispose();
        _frozen?.Dispose();
        _network?.Dispose();
        _objective?.Dispose();
        _given?.Dispose();
        _data?.Dispose();
    }

    private TimeSpan Loading { get; set; }

    private IBatchSource Augmented() => _spec.Augment(_data!.Training, _data.Learnt, Options);

    private InputSpec FindFeatures(IDataView input, LabelValues labels)
    {
        var search = new RowLoader(_recipe, null, labels, _plan).Search(input);
        var found = _recipe.Architecture.InputKind.Find(search);
        _known = search.KnownRows;
        return found;
    }

    private void Prepare(IDataView input)
    {
        var rows = new RowLoader(_recipe, _spec, _labels, _plan);
        _data = rows.Training(input, _known);
        _given = Options.ValidationSet is { } set ? rows.Validation(set) : null;
        Loading = _clock.Elapsed;
        SettleEpochs();
        _plan.Log.Info($"{_data.Training.Rows} rows to train on, {Validation?.Rows ?? 0} to validate on, "
            + $"{(_data.Streamed ? "read anew each epoch" : "kept in memory")}; network for {_spec.Shape} on {_plan.Device}.");
        if (WantsValidation) TellFewRows(Validation?.Rows ?? 0, _data.Training.Rows);
        var context = new ObjectiveContext(_recipe.LabelColumn, _labels, _data.Targets, Options, _plan.Device);
        if (_previous is not null && !_recipe.Task.HasProbabilities) context = context with { Deviations = _previous.Network.Output.Scales };
        _objective = new MemberObjective(_recipe.Task.Objective(context));
        Begin(0);
    }

    // The network as it is before its first step; that of a restart is drawn from other random numbers.
    private void Begin(int attempt)
    {
        if (attempt > 0)
        {
            _frozen?.Dispose();
            _plan.Copy?.Dispose();
            (_frozen, _plan) = (null, _plan with { Seed = _plan.Seed + 1, Copy = null });
            TorchSharp.torch.manual_seed(_plan.Seed);
        }
        var factory = Factory(Options);
        _network = _previous is null ? factory.Create(_data!, _plan.Device) : Continuation.Create(factory, _previous, _plan);
        if (_previous is null) Encoders.LoadInputs(_network, _spec);
        Show(_network);
        if (_previous is null)
            foreach (var loaded in Encoders.Load(_network, _spec)) _plan.Log.Info(loaded);
        var tuned = FineTuning.Prepare(_network, _recipe.Architecture, Options, _previous is null, _plan.Log.Info);
        if (attempt == Restarts && _recipe.Architecture is IStartsFromFile file) file.Close(Options);
        _plan = _plan with { RateShare = tuned.Share, Thawing = tuned.Thawing };
        NetworkChecks.CheckBatchSize(_network, Options);
        if (Options.Precision == Precision.BFloat16 || (Options.Precision == Precision.Auto && PrecisionChoice.IsForBFloat16(_network, _recipe.Architecture, _plan))) AddCopy(factory);
    }

    private void TellFewRows(long validation, long training)
    {
        if (validation == 0)
            _plan.Log.Warning($"{training} rows are too few to hold some out for validation ({nameof(TrainerOptions.ValidationFraction)} is "
                + $"{Options.ValidationFraction.ToString(CultureInfo.InvariantCulture)}): the best epoch is chosen, and training stops early, by the training loss.");
        else if (validation < Calibrator.FewestRows)
            _plan.Log.Warning($"The validation loss, by which the best epoch is chosen and training stops early, is measured on {validation} {(validation == 1 ? "row" : "rows")} only.");
    }

    private void SettleEpochs()
    {
        var epochs = EpochLoop.MaxEpochs(_data!.Training, Options);
        if (epochs == Options.MaxEpochs) return;
        var options = Options.Clone();
        options.MaxEpochs = epochs;
        _plan = _plan with { Options = options };
        _plan.Log.Info($"At most {epochs} epochs, so that {nameof(TrainerOptions.MinSteps)} ({options.MinSteps}) optimizer steps are possible.");
    }

    private void Show(DeepNetwork network) =>
        TrainingRows.Show(network, _data!.Training, _recipe.Task.Output(_labels).Size, _plan, isNew: _previous is null);

    private void AddCopy(NetworkFactory factory)
    {
        // What is drawn for a copy that takes over all weights must not change what the training draws.
        using var random = TorchSharp.torch.get_rng_state();
        var copy = factory.Create(_data!, _plan.Device);
        Show(copy);
        var tuned = FineTuning.Prepare(copy, _recipe.Architecture, Options, startsAnew: false, _ => { });
        TorchSharp.torch.set_rng_state(random);
        if (_plan.Thawing is { } thawing) _plan = _plan with { Thawing = thawing with { Begin = thawing.Begin + tuned.Thawing!.Begin } };
        try
        {
            _plan = _plan with { Copy = new BFloat16Copy(_network!, copy, () => _network!.Input.Empty(2), givesBack: _recipe.Architecture is ModuleArchitecture) };
            _plan.Copy.Check(_network!.Input.Empty(2), _plan.Device);
        }
        catch (InvalidOperationException e) when (Options.Precision == Precision.Auto)
        {
            _plan.Log.Info($"Computes in single precision: {e.Message}");
            _plan.Copy?.Dispose();
            _plan = _plan with { Copy = null };
        }
    }
}
