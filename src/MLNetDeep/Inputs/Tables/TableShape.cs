namespace MLNetDeep;

/// <summary>
/// A row of numbers as the body of a network gets it: the numeric columns one after the other, each as
/// <see cref="NumberWidth"/> numbers, then one code for each categorical column.
/// </summary>
/// <param name="Width">How many numbers, codes included.</param>
public sealed record TableShape(int Width) : InputShape
{
    /// <summary>
    /// For each categorical column how many codes it has: code 0 stands for missing, rare and unseen values. The last numbers of
    /// a row are these codes, as reals. Empty where there are only numbers.
    /// </summary>
    public IReadOnlyList<int> Categories { get; init; } = [];

    /// <summary>Numbers that stand for one numeric column: 1, or the bins of a piecewise-linear encoding.</summary>
    public int NumberWidth { get; init; } = 1;

    /// <summary>Numeric columns.</summary>
    public int Numbers => (Width - Categories.Count) / NumberWidth;

    /// <inheritdoc/>
    public override int Size => Width;

    /// <inheritdoc/>
    public override IReadOnlyList<long> Dimensions => new long[] { Width };

    /// <inheritdoc/>
    public override string ToString() => Categories.Count == 0 ? $"{Width} numbers" : $"{Width - Categories.Count} numbers and {Categories.Count} codes";

    /// <summary>Whether both say the same, category by category.</summary>
    public bool Equals(TableShape? other) =>
        other is not null && Width == other.Width && NumberWidth == other.NumberWidth && Categories.SequenceEqual(other.Categories);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Width, NumberWidth, Categories.Count);
}
