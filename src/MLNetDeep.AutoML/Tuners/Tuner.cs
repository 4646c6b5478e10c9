namespace MLNetDeep.AutoML;

/// <summary>The tuners.</summary>
public static class Tuner
{
    private static readonly (string Key, Func<ITuner> Create)[] All =
    [
        ("auto", Auto),
        ("random", Random),
        ("grid", () => Grid()),
        ("tpe", () => Tpe()),
        ("gp", () => GaussianProcess()),
        ("cmaes", () => CmaEs()),
        ("evolution", () => Evolution()),
        ("nsga2", () => Nsga2()),
    ];

    /// <summary>The keys of all tuners, as <see cref="Get"/> and the command line take them.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. All.Select(t => t.Key)];

    /// <summary>
    /// The default: the space's defaults first; then <see cref="Tpe"/> where the space has choices or conditions or there are several objectives, otherwise
    /// <see cref="GaussianProcess"/>, and <see cref="CmaEs"/> started from its trials from 250 completed ones on. <see cref="Trial.ProposedBy"/> tells which.
    /// </summary>
    public static ITuner Auto() => new AutoTuner();

    /// <summary>Draws every hyperparameter on its own, uniformly on its scale.</summary>
    public static ITuner Random() => new RandomTuner();

    /// <summary>Goes through a grid of the space and ends when all of it was proposed.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ITuner Grid(GridOptions? options = null) => new GridTuner(options ?? new());

    /// <summary>
    /// Tree-structured Parzen estimator, multivariate: proposes where good trials are dense and others are not. For every kind of space, one objective or several.
    /// Bergstra et al. 2011, <see href="https://arxiv.org/abs/2304.11127">Watanabe 2023</see>.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ITuner Tpe(TpeOptions? options = null) => new TpeTuner(options ?? new());

    /// <summary>
    /// Bayesian optimization: a Gaussian process (Matérn 5/2, a length scale for each hyperparameter) over the trials, and the configuration with the largest expected
    /// improvement, in logarithms (<see href="https://arxiv.org/abs/2310.20708">Ament et al. 2023</see>). The best for few and expensive trials of smooth objectives.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ITuner GaussianProcess(GaussianProcessOptions? options = null) => new GaussianProcessTuner(options ?? new());

    /// <summary>
    /// Covariance matrix adaptation evolution strategy (<see href="https://arxiv.org/abs/1604.00772">Hansen 2016</see>), for numbers and hundreds of trials or more. Choices are drawn
    /// by chance. Begins around the best trials of other tuners where there are any.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ITuner CmaEs(CmaEsOptions? options = null) => new CmaEsTuner(options ?? new());

    /// <summary>Regularized evolution (<see href="https://arxiv.org/abs/1802.01548">Real et al. 2019</see>): changes one hyperparameter of the best of a few trials out of the latest.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ITuner Evolution(EvolutionOptions? options = null) => new EvolutionTuner(options ?? new());

    /// <summary>NSGA-II (Deb et al. 2002), for several objectives: crosses and changes trials of the first Pareto fronts.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ITuner Nsga2(Nsga2Options? options = null) => new Nsga2Tuner(options ?? new());

    /// <summary>Given configurations first, those that were proposed already left out, then another tuner's proposals.</summary>
    /// <param name="configurations">Configurations of the space, in the order in which they are tried.</param>
    /// <param name="then">The tuner that goes on and learns from them.</param>
    /// <remarks>Its trials are marked <c>portfolio</c>. A configuration that is not one of the space is an <see cref="ArgumentException"/> at the first proposal.</remarks>
    public static ITuner Portfolio(IEnumerable<Configuration> configurations, ITuner then)
    {
        ArgumentNullException.ThrowIfNull(configurations);
        ArgumentNullException.ThrowIfNull(then);
        return new PortfolioTuner([.. configurations], then);
    }

    /// <summary>The tuner of a key, with its default options.</summary>
    /// <exception cref="ArgumentException">There is none; lists those that there are.</exception>
    public static ITuner Get(string key) => All.FirstOrDefault(t => t.Key == key).Create?.Invoke()
        ?? throw new ArgumentException($"There is no tuner '{key}'; it must be one of {string.Join(", ", Keys)}.", nameof(key));
}
