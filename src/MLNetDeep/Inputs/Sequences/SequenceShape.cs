namespace MLNetDeep;

/// <summary>
/// A sequence of steps. A network gets [rows, longest of the batch, width + 1]: of each step the standardized channels, then a flag (1 or 0) for each channel of which training rows had missing values, and at last a 1;
/// behind the end of shorter sequences all numbers are 0.
/// </summary>
/// <param name="Width">Numbers of a step: channels, and flags of missing values.</param>
/// <param name="Longest">The most steps of a sequence.</param>
public sealed record SequenceShape(int Width, int Longest) : InputShape
{
    /// <summary>Steps of a training sequence on average.</summary>
    public int MeanLength { get; init; } = 1;

    /// <inheritdoc/>
    public override int Size => MeanLength * Width;

    /// <inheritdoc/>
    public override IReadOnlyList<long> Dimensions { get; } = [-1, Width + 1];

    /// <inheritdoc/>
    public override string ToString() => $"sequences of up to {Longest} steps with {Width} numbers each";

    /// <summary>Whether both say the same.</summary>
    public bool Equals(SequenceShape? other) => other is not null && (Width, Longest, MeanLength) == (other.Width, other.Longest, other.MeanLength);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Width, Longest, MeanLength);
}
