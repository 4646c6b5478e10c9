namespace MLNetDeep.AutoML;

/// <summary>
/// What came of a comparison: every contender on the same folds with the same seeds. Figures and tests are explained in docs/comparison.md.
/// </summary>
public sealed record Comparison
{
    /// <summary>The level of all intervals.</summary>
    public const double IntervalLevel = 0.95;

    /// <summary>The key of the task.</summary>
    public required string Task { get; init; }

    /// <summary>The metric that decides; null where every contender failed.</summary>
    public required string? Metric { get; init; }

    /// <summary>Rows of the data.</summary>
    public required int Rows { get; init; }

    /// <summary>Parts of the rows, each once the test set.</summary>
    public required int Folds { get; init; }

    /// <summary>How often the rows were shared out.</summary>
    public required int Repeats { get; init; }

    /// <summary>The seed of folds, fits and draws.</summary>
    public required int Seed { get; init; }

    /// <summary>The region of practical equivalence that was asked for, as <see cref="ComparisonOptions.Rope"/> has it.</summary>
    public required double Rope { get; init; }

    /// <summary>Half its width in the units of the main metric; NaN where there is no reference.</summary>
    public required double RopeWidth { get; init; }

    /// <summary>The level of significance.</summary>
    public required double Significance { get; init; }

    /// <summary>The key of the contender that the others are held against; null where it failed, or every one did.</summary>
    public required string? Reference { get; init; }

    /// <summary>Whether the reference is the best contender that is no network; otherwise it was named, or there are only networks.</summary>
    public required bool ReferenceIsBestClassical { get; init; }

    /// <summary>How contenders were tuned, for people; null where they were not.</summary>
    public string? Tuning { get; init; }

    /// <summary>The contenders, the best first by the main metric; those that failed are last.</summary>
    public required IReadOnlyList<ComparisonEntry> Entries { get; init; }

    /// <summary>What limits the figures: few folds, undefined metrics, models that cannot be saved.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The contender of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists them.</exception>
    public ComparisonEntry this[string key] => Entries.FirstOrDefault(e => e.Key == key)
        ?? throw new KeyNotFoundException($"There is no contender '{key}'; they are {string.Join(", ", Entries.Select(e => e.Key))}.");

    /// <summary>Everything as indented JSON. What is not defined is null.</summary>
    public string ToJson() => Comparisons.ComparisonJson.Of(this).ToJsonString(Comparisons.ComparisonJson.Format);

    /// <summary>The table, the verdicts and the notes as Markdown, readable as plain text too.</summary>
    public string ToMarkdown() => Comparisons.ComparisonMarkdown.Of(this);

    /// <summary>The same as <see cref="ToMarkdown"/>.</summary>
    public override string ToString() => ToMarkdown();
}
