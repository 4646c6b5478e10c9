namespace MLNetDeep;

/// <summary>A text as numbers of tokens, one row as long as the longest text of its batch.</summary>
/// <param name="Vocabulary">How many different tokens there are. Token 0 fills shorter texts up, token 1 stands for all that are not known.</param>
/// <param name="Longest">The most tokens of a text.</param>
public sealed record TextShape(int Vocabulary, int Longest) : InputShape
{
    /// <summary>The token that fills shorter texts up at their end.</summary>
    public const int Padding = 0;

    /// <summary>The token of all that is not in the vocabulary.</summary>
    public const int Unknown = 1;

    // Numbers of the published vectors that tokens start from; 0 where they do not.
    internal int VectorSize { get; init; }

    /// <inheritdoc/>
    public override int Size => Longest;

    /// <inheritdoc/>
    public override IReadOnlyList<long> Dimensions { get; } = [-1];

    /// <inheritdoc/>
    public override string ToString() => $"up to {Longest} tokens of {Vocabulary}";

    /// <summary>Whether both say the same.</summary>
    public bool Equals(TextShape? other) => other is not null && Vocabulary == other.Vocabulary && Longest == other.Longest && VectorSize == other.VectorSize;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Vocabulary, Longest, VectorSize);
}
