namespace MLNetDeep.Data;

/// <summary>Which columns a trainer was asked to learn from.</summary>
/// <param name="Names">The columns; null for all that suit, where the kind of input takes several.</param>
/// <param name="Label">The label, which is never one of those that suit.</param>
/// <param name="Others">Columns with the weights or the groups of rows, which are none either.</param>
internal sealed record FeatureRequest(IReadOnlyList<string>? Names, string Label, IReadOnlyList<string?> Others)
{
    /// <summary>The options of the trainer that was asked.</summary>
    public TrainerOptions? Options { get; init; }

    /// <summary>The names, for messages; empty where none are given.</summary>
    public string Text => string.Join(", ", Names ?? []);

    /// <summary>Throws where names are none, or are too many.</summary>
    /// <param name="architecture">Who takes them.</param>
    /// <param name="takesSeveral">Whether it takes several columns, and all that suit where none are named.</param>
    public void CheckNames(string architecture, bool takesSeveral)
    {
        if (Names is null && takesSeveral) return;
        if (Names is not { Count: > 0 } || Names.Any(string.IsNullOrEmpty)) throw new ArgumentException("At least one feature column must be named, and none of the names may be empty.");
        if (!takesSeveral && Names.Count > 1) throw new ArgumentException($"{architecture} takes one feature column, but was given {Names.Count}: {Text}. Several columns need an architecture for tables, or TableTrainerOptions.");
        if (Names.GroupBy(name => name).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ArgumentException($"The feature column '{twice.Key}' is named twice.");
        if (Names.Contains(Label)) throw new ArgumentException($"The label column '{Label}' cannot be a feature column too.");
    }
}
