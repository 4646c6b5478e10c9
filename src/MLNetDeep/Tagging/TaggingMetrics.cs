namespace MLNetDeep;

/// <summary>How well entities are found: by whole entities, each right where its words and its type are (Tjong Kim Sang and De Meulder, CoNLL-2003).</summary>
/// <param name="Precision">The share of entities found that are right; 0 where none is found.</param>
/// <param name="Recall">The share of entities that are found; 0 where there are none.</param>
/// <param name="WordAccuracy">The share of words whose tag is right.</param>
/// <param name="Entities">How many entities there are.</param>
public sealed record TaggingMetrics(double Precision, double Recall, double WordAccuracy, long Entities)
{
    /// <summary>The harmonic mean of precision and recall; 0 where both are.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>The same for each type of entity, in the order of their names; of one type the word accuracy is not told (NaN).</summary>
    public IReadOnlyDictionary<string, TaggingMetrics> Types { get; init; } = new Dictionary<string, TaggingMetrics>();
}
