namespace MLNetDeep;

/// <summary>What the data offers a network.</summary>
public abstract record InputShape
{
    private protected InputShape() { }

    /// <summary>Numbers in one row.</summary>
    public abstract int Size { get; }

    /// <summary>The shape of one row as the network sees it, without the batch dimension.</summary>
    public abstract IReadOnlyList<long> Dimensions { get; }
}

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

/// <summary>A picture, one plane per channel.</summary>
/// <param name="Channels">1 for grey, 3 for red, green, blue.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
public sealed record ImageShape(int Channels, int Height, int Width) : InputShape
{
    /// <inheritdoc/>
    public override int Size => Channels * Height * Width;

    /// <inheritdoc/>
    public override IReadOnlyList<long> Dimensions => new long[] { Channels, Height, Width };

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}×{Height}×{Width} pixels";
}

/// <summary>What a task asks of a network.</summary>
/// <param name="Size">How many raw outputs for each row.</param>
public sealed record OutputShape(int Size)
{
    /// <summary>What the outputs are. Default Classes.</summary>
    public OutputKind Kind { get; init; }
}

/// <summary>What the raw outputs of a network are.</summary>
public enum OutputKind
{
    /// <summary>Logits of classes, of which one is right: softmax.</summary>
    Classes,

    /// <summary>Logits of flags, each of which may be right: sigmoid.</summary>
    Flags,

    /// <summary>Standardized numbers.</summary>
    Numbers,

    /// <summary>Quantiles of a standardized number.</summary>
    Quantiles,
}

/// <summary>What is known when a module is made.</summary>
/// <param name="Input">What one row looks like.</param>
/// <param name="Output">How many raw outputs are wanted.</param>
public sealed record ModuleContext(InputShape Input, OutputShape Output);

/// <summary>The kind of input that an architecture takes.</summary>
public enum InputKind
{
    /// <summary>Rows of numbers.</summary>
    Table,

    /// <summary>Pictures.</summary>
    Image,

    /// <summary>Whatever the column holds: pictures from image columns, rows of numbers from numeric ones.</summary>
    Any,
}
