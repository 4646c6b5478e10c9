using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>A pipeline with hyperparameters that takes part in a sweep or a comparison: a network, a trainer of ML.NET's own, or one of the user's.</summary>
public sealed partial class Contender
{
    private readonly Func<TrialContext, IEstimator<ITransformer>> _create;

    private Contender(string key, string displayName, bool isDeep, SearchSpace space, Func<TrialContext, IEstimator<ITransformer>> create)
    {
        (Key, DisplayName, IsDeep, Space) = (key, displayName, isDeep, space);
        _create = create;
    }

    /// <summary>The name in search spaces and on the command line.</summary>
    public string Key { get; }

    /// <summary>The name in reports.</summary>
    public string DisplayName { get; }

    /// <summary>Whether it is a network, which reports after each epoch and can be ended early.</summary>
    public bool IsDeep { get; }

    /// <summary>Its hyperparameters.</summary>
    public SearchSpace Space { get; }

    /// <summary>The network and its options for a configuration; null for what is none.</summary>
    internal Func<Configuration, (Architecture Architecture, TrainerOptions Options)>? Network { get; private init; }

    /// <summary>Whether it is a trainer of ML.NET's own with its own columns.</summary>
    internal bool IsClassical { get; private init; }

    /// <summary>A network by the key of its architecture, searched over the ranges that its options declare.</summary>
    /// <param name="architecture">The key, as <c>tabm</c>; <see cref="ArchitectureRegistry"/> has them all.</param>
    /// <param name="change">Changes the options that every trial starts from; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no such architecture; the message lists them.</exception>
    public static Contender Deep(string architecture, Action<TrainerOptions>? change = null)
    {
        Architecture found = ArchitectureRegistry.Get(architecture);
        return new Contender(found.Key, found.DisplayName, true, OptionSpace.Of(found.OptionsType), context => DeepPipeline.Create(found, change, context))
        {
            Network = configuration => (found, DeepPipeline.Options(found, change, configuration)),
        };
    }

    /// <summary>A trainer of ML.NET's own by its key.</summary>
    /// <param name="task">The task.</param>
    /// <param name="key">The key, as <c>lightgbm</c>.</param>
    /// <exception cref="ArgumentException">The task has no such trainer; the message lists them.</exception>
    public static Contender Classical(PredictionTask task, string key)
    {
        ArgumentNullException.ThrowIfNull(task);
        ClassicalTrainer trainer = task.Classical.FirstOrDefault(t => t.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? throw new ArgumentException(task.Classical.Count == 0
            ? $"ML.NET has no trainer for the task '{task.Key}', so '{key}' is none."
            : $"The task '{task.Key}' has no trainer '{key}'. Known: {string.Join(", ", task.Classical.Select(t => t.Key))}.", nameof(key));
        return new Contender(trainer.Key, trainer.DisplayName, false, trainer.Space, trainer.CreatePipeline) { IsClassical = true };
    }

    /// <summary>A pipeline of the user's own.</summary>
    /// <param name="key">Its name, unique among the contenders.</param>
    /// <param name="space">Its hyperparameters; null for none.</param>
    /// <param name="create">Makes the estimator of a trial. Its model must add the columns that ML.NET's trainers of the task add.</param>
    public static Contender Of(string key, SearchSpace? space, Func<TrialContext, IEstimator<ITransformer>> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(create);
        return new Contender(key, key, false, space ?? new SearchSpace([]), create);
    }

    /// <summary>The same with another search space: narrowed, or extended by options that declare no range.</summary>
    /// <param name="space">The space; names are those of the options.</param>
    public Contender WithSpace(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return new Contender(Key, DisplayName, IsDeep, space, _create) { Network = Network, IsClassical = IsClassical };
    }

    /// <summary>Makes the estimator of a trial.</summary>
    public IEstimator<ITransformer> Create(TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _create(context);
    }

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}
