namespace MLNetDeep.Data;

/// <summary>What a label column holds.</summary>
internal enum TargetSource
{
    /// <summary>Nothing that is read: the rows have no label.</summary>
    None,

    /// <summary>A key: one of several classes.</summary>
    Key,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A 32-bit real.</summary>
    Number,

    /// <summary>A vector of numbers.</summary>
    Numbers,

    /// <summary>A vector of true and false.</summary>
    Booleans,
}

/// <summary>How a label column becomes what an objective compares outputs with.</summary>
/// <param name="Column">The column.</param>
/// <param name="Source">What it holds.</param>
/// <param name="Width">Numbers in a row; 1 for scalars.</param>
/// <param name="Strata">The classes that a validation part takes its share of each from; 1 where there are none.</param>
/// <param name="IsClass">Whether targets are class indices [rows] rather than reals [rows, width].</param>
/// <param name="WeightColumn">How much each row counts; null when all count the same.</param>
internal sealed record TargetSpec(string Column, TargetSource Source, int Width, int Strata, bool IsClass, string? WeightColumn = null)
{
    /// <summary>Whether numbers other than 0 and 1 are refused.</summary>
    public bool IsFlags { get; init; }

    /// <summary>For each key, from 1, its class in the network; null where key 1 is class 0, and so on.</summary>
    public int[]? ClassNumbers { get; init; }

    /// <summary>The bytes that the targets of a row take in memory, its weight included.</summary>
    public long RowBytes => (IsClass ? sizeof(long) : sizeof(float) * (long)Width) + (WeightColumn is null ? 0 : sizeof(float));
}
