namespace MLNetDeep.Runtime;

/// <summary>How the columns of a row become a graph.</summary>
/// <param name="HasTags">Whether nodes have tags.</param>
/// <param name="NodeFeatures">Numbers of a node in its column of features; 0 where there is none.</param>
/// <param name="HasEdgeTags">Whether edges have tags.</param>
/// <param name="EdgeFeatures">Numbers of an edge in its column of features; 0 where there is none.</param>
/// <param name="IsUndirected">Whether reverse edges that are missing are added.</param>
/// <param name="WalkSteps">Steps of the random walk whose return probabilities are further numbers of a node; 0 for none.</param>
/// <param name="Eigenvectors">Eigenvectors of the Laplacian that are further numbers of a node; 0 for none.</param>
internal sealed record GraphSettings(bool HasTags, int NodeFeatures, bool HasEdgeTags, int EdgeFeatures, bool IsUndirected, int WalkSteps, int Eigenvectors = 0)
{
    /// <summary>Numbers of a node: its features, then its return probabilities, then its places in eigenvectors.</summary>
    public int NodeWidth => NodeFeatures + WalkSteps + Eigenvectors;

    /// <summary>The settings as numbers.</summary>
    public long[] ToNumbers() => [HasTags ? 1 : 0, NodeFeatures, HasEdgeTags ? 1 : 0, EdgeFeatures, IsUndirected ? 1 : 0, WalkSteps, Eigenvectors];

    /// <summary>What <see cref="ToNumbers"/> gave; models of before have no eigenvectors.</summary>
    public static GraphSettings Of(IReadOnlyList<long> numbers) =>
        new(numbers[0] == 1, (int)numbers[1], numbers[2] == 1, (int)numbers[3], numbers[4] == 1, (int)numbers[5], (int)numbers.ElementAtOrDefault(6));
}
