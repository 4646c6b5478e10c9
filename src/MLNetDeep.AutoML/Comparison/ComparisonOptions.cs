using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>How contenders are compared.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Parts of the rows, each once the test set; at least 2. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How often the rows are shared out anew and everything is fitted again; at least 1. Default 1. Repeats make the figures steadier; they are no further data.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The same seed gives the same folds, seeds of fits and bootstrap draws. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Half the width of the region of practical equivalence: smaller differences of the main metric count as none. Absolute for metrics that end at 1 (accuracy, AUC, F1, R²), a share of the
    /// reference's own value for errors and losses. Default 0.01.
    /// </summary>
    public double Rope { get; init; } = 0.01;

    /// <summary>The level below which an adjusted p value is called significant, between 0 and 1. Default 0.05.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>Draws of the bootstrap; at least 100. Default 2000.</summary>
    public int BootstrapSamples { get; init; } = 2000;

    /// <summary>The metric that decides; null for the task's first one that all contenders have.</summary>
    public string? Metric { get; init; }

    /// <summary>The key of the contender that all others are held against; null for the best one that is no network, or the best of all where there are only networks.</summary>
    public string? Reference { get; init; }

    /// <summary>The columns to learn from; null for every column of a type that suits, or for none beside images or texts.</summary>
    public IReadOnlyList<string>? FeatureColumnNames { get; init; }

    /// <summary>The column of images or their paths; null for a table.</summary>
    public string? ImageColumnName { get; init; }

    /// <summary>
    /// The column of text for networks for text; other trainers get its n-grams (FeaturizeText). Several, or texts beside images or <see cref="FeatureColumnNames"/>, are for networks over several
    /// inputs, and for ML.NET's trainers on one vector of all. Null for a table or images.
    /// </summary>
    public IReadOnlyList<string>? TextColumnNames { get; init; }

    /// <summary>The column of sounds: paths of WAV files, their bytes, or samples. Other trainers than networks for sounds get the log-mel frames of the middle second. Null for others.</summary>
    public string? SoundColumnName { get; init; }

    /// <summary>The rate in Hz that sounds are resampled to, and that samples have. 0 by default: their own, and 16,000 for other trainers than networks.</summary>
    public int SoundSampleRate { get; init; }

    internal SoundColumn? Sound => SoundColumnName is null ? null : new SoundColumn(SoundColumnName, SoundSampleRate);

    /// <summary>
    /// Where rows are graphs, what their columns are called, and whether edges go both ways; nothing else in it plays a part. Other trainers than networks for graphs get a bag of tags, numbers of nodes and edges, and sums and
    /// means of numbers. Null for rows that have the columns of graphs under their default names and where nothing else is named, and for all that are no graphs.
    /// </summary>
    public GraphTrainerOptions? Graph { get; init; }

    /// <summary>A column whose rows of one value stay in one fold, and are drawn together in the bootstrap; null for none.</summary>
    public string? GroupColumnName { get; init; }

    /// <summary>A column by which rows are ordered: each fold is measured by a model of the rows before it. Null for none.</summary>
    public string? TimeColumnName { get; init; }

    /// <summary>Hyperparameters by the key of the contender; those without have the defaults of their trainer.</summary>
    public IReadOnlyDictionary<string, Configuration> Configurations { get; init; } = new Dictionary<string, Configuration>();

    /// <summary>
    /// Tunes every contender that has hyperparameters, <see cref="Configurations"/> aside, by the same sweep with the same budget, on the training part of each fold. Null, the default, for no tuning.
    /// </summary>
    public ComparisonTuning? Tuning { get; init; }

    /// <summary>Threads of each fit; 0, the default, for all.</summary>
    public int Threads { get; init; }

    /// <summary>Told after each fit; null for nobody.</summary>
    public IProgress<ComparisonProgress>? Progress { get; init; }

    /// <summary>Ends the comparison with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check(IReadOnlyCollection<Contender> contenders)
    {
        string[] faults = [.. Faults(contenders)];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }

    private IEnumerable<string> Faults(IReadOnlyCollection<Contender> contenders)
    {
        if (contenders.Count == 0)
            yield return "There are no contenders to compare.";
        foreach (string twice in contenders.GroupBy(c => c.Key).Where(g => g.Count() > 1).Select(g => g.Key))
            yield return $"There are several contenders '{twice}'; keys must differ.";
        if (Folds < 2)
            yield return $"{nameof(Folds)} must be at least 2, but was {Folds}.";
        if (Repeats < 1)
            yield return $"{nameof(Repeats)} must be at least 1, but was {Repeats}.";
        if (Repeats > 1 && TimeColumnName is not null)
            yield return $"{nameof(Repeats)} must be 1 where rows are ordered by {nameof(TimeColumnName)}: there is one way to share them out, but was {Repeats}.";
        if (!(Rope >= 0) || !double.IsFinite(Rope))
            yield return Invariant($"{nameof(Rope)} must be at least 0, but was {Rope}.");
        if (!(Significance > 0 && Significance < 1))
            yield return Invariant($"{nameof(Significance)} must be between 0 and 1, but was {Significance}.");
        if (BootstrapSamples < 100)
            yield return $"{nameof(BootstrapSamples)} must be at least 100, but was {BootstrapSamples}.";
        if (Threads < 0)
            yield return $"{nameof(Threads)} must be at least 0, but was {Threads}.";
        foreach (string fault in Tuning?.Faults() ?? [])
            yield return fault;
        foreach (string unknown in Configurations.Keys.Append(Reference).OfType<string>().Where(key => contenders.All(c => c.Key != key)).Distinct())
            yield return $"There is no contender '{unknown}'; they are {string.Join(", ", contenders.Select(c => c.Key))}.";
    }
}
