namespace Microsoft.ML.Data;

/// <summary>The id of a row: 128 bits that stay with the row through filters and shuffles.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    /// <summary>The lower half of the bits.</summary>
    public readonly ulong Low;

    /// <summary>The upper half of the bits.</summary>
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <summary>An id of the pair of this id and <paramref name="other"/>.</summary>
    public DataViewRowId Combine(DataViewRowId other)
        => new(Mix(Low ^ Mix(other.Low + 0x9E3779B97F4A7C15)), Mix(High + Mix(other.High ^ 0xC2B2AE3D27D4EB4F) + Low));

    /// <summary>The first of the ids that are made from this one.</summary>
    public DataViewRowId Fork() => new(Mix(Low + 0x165667B19E3779F9), Mix(High ^ Mix(Low ^ 0x27D4EB2F165667C5)));

    /// <summary>The id beside this one.</summary>
    public DataViewRowId Next() => new(Mix(Low + 0x85EBCA77C2B2AE63), Mix(High + 0x9E3779B97F4A7C15 + Low));

    public int CompareTo(DataViewRowId other)
        => High == other.High ? Low.CompareTo(other.Low) : High.CompareTo(other.High);

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object? obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    public override string ToString() => $"{High:x16}{Low:x16}";

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
