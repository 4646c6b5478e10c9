namespace MLNetDeep.AutoML;

/// <summary>
/// How much each hyperparameter matters for reaching the best tenth of an objective's values: PED-ANOVA (Watanabe, Bansal, Hutter 2023, "PED-ANOVA: Efficiently Quantifying Hyperparameter
/// Importance in Arbitrary Subspaces"). What chance alone would give is taken off, so that a hyperparameter without influence has 0 and not merely little.
/// </summary>
/// <param name="Metric">The objective's metric.</param>
/// <param name="Hyperparameters">The hyperparameters, the most important first; empty where there are too few trials.</param>
/// <param name="Note">What to know about them, such as that there are too few trials; null where there is nothing.</param>
public sealed record ReportImportance(string Metric, IReadOnlyList<ReportInfluence> Hyperparameters, string? Note);

/// <summary>The importance of a hyperparameter.</summary>
/// <param name="Name">The name.</param>
/// <param name="Share">Its share of what all hyperparameters explain, 0 to 1; 0 for all where none explains anything.</param>
/// <param name="Explained">The share of the variance of "is among the best tenth" that it explains by itself, 0 to 1.</param>
/// <param name="Trials">The completed trials that have it, which this is worked out from.</param>
public sealed record ReportInfluence(string Name, double Share, double Explained, int Trials);
