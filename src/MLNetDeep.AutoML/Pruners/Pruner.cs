namespace MLNetDeep.AutoML;

/// <summary>The pruners. Values are compared within a fold: the first fold of one trial with the first of another.</summary>
public static class Pruner
{
    private static readonly (string Key, Func<IPruner> Create)[] All =
    [
        ("none", None),
        ("median", () => Median()),
        ("asha", () => Asha()),
        ("hyperband", () => Hyperband()),
        ("patience", () => Patience()),
        ("wilcoxon", () => Wilcoxon()),
    ];

    /// <summary>The keys of all pruners, as <see cref="Get"/> and the command line take them.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. All.Select(p => p.Key)];

    /// <summary>Lets every trial run to its end.</summary>
    public static IPruner None() => new NonePruner();

    /// <summary>The median stopping rule (Golovin et al. 2017): stops a trial whose best value is worse than the median of the completed trials' running means.</summary>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    public static IPruner Median(MedianPrunerOptions? options = null) => new MedianPruner(options ?? new());

    /// <summary>Asynchronous successive halving (<see href="https://arxiv.org/abs/1810.05934">Li et al. 2020</see>): at steps 1, 4, 16, … only the best quarter goes on.</summary>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    public static IPruner Asha(AshaOptions? options = null) => new AshaPruner(options ?? new());

    /// <summary>Hyperband (<see href="https://arxiv.org/abs/1603.06560">Li et al. 2018</see>): Asha with several first rungs at once, for when early values may deceive.</summary>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    public static IPruner Hyperband(HyperbandOptions? options = null) => new HyperbandPruner(options ?? new());

    /// <summary>Stops a trial that has not become better for a number of reports.</summary>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    public static IPruner Patience(PatienceOptions? options = null) => new PatiencePruner(options ?? new());

    /// <summary>Stops a trial between folds when its folds are significantly worse than the same folds of the best trial, by Wilcoxon's signed-rank test.</summary>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    public static IPruner Wilcoxon(WilcoxonOptions? options = null) => new WilcoxonPruner(options ?? new());

    /// <summary>The pruner of a key, with its default options.</summary>
    /// <exception cref="ArgumentException">There is none; lists those that there are.</exception>
    public static IPruner Get(string key) => All.FirstOrDefault(p => p.Key == key).Create?.Invoke()
        ?? throw new ArgumentException($"There is no pruner '{key}'; it must be one of {string.Join(", ", Keys)}.", nameof(key));
}
