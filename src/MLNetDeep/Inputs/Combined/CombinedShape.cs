namespace MLNetDeep;

/// <summary>Several inputs, side by side.</summary>
/// <param name="Parts">What a row looks like in each of them.</param>
public sealed record CombinedShape(IReadOnlyList<PartShape> Parts) : InputShape
{
    /// <inheritdoc/>
    public override int Size => Parts.Sum(part => part.Shape.Size);

    /// <inheritdoc/>
    public override IReadOnlyList<long> Dimensions => new long[] { Size };

    /// <inheritdoc/>
    public override string ToString() => string.Join(" and ", Parts.Select(part => $"'{part.Name}' ({part.Shape})"));

    /// <summary>Whether both say the same, part by part.</summary>
    public bool Equals(CombinedShape? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => Size;
}

/// <summary>What a row looks like in one of several inputs.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Shape">What a row looks like.</param>
public sealed record PartShape(string Name, InputShape Shape);
