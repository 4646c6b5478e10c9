namespace Microsoft.ML.Data;

/// <summary>The type of keys: 1 to <see cref="Count"/> stand for values of a set, 0 for a missing one.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, ulong count) : base(type)
    {
        ulong max = MaxOf(type);
        if (max == 0)
            throw new ArgumentOutOfRangeException(nameof(type), "Type is not valid, it must be Byte, UInt16, UInt32, or UInt64.");
        if (count == 0 || count > max)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"The cardinality of a {nameof(KeyDataViewType)} must " +
                $"not exceed {type.Name}.MaxValue and must be strictly positive, but got {count}.");
        }

        Count = count;
    }

    public KeyDataViewType(Type type, int count)
        : this(type, count < 0 ? throw new ArgumentOutOfRangeException(nameof(count),
            $"The cardinality of a {nameof(KeyDataViewType)} must be strictly positive, but got {count}.") : (ulong)count)
    {
    }

    /// <summary>How many values there are; the largest key.</summary>
    public ulong Count { get; }

    public static bool IsValidDataType(Type type)
        => MaxOf(type ?? throw new ArgumentNullException(nameof(type))) > 0;

    public override bool Equals(DataViewType? other)
        => other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    public override bool Equals(object? other) => Equals(other as DataViewType);

    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    private static ulong MaxOf(Type type)
    {
        if (type == typeof(byte))
            return byte.MaxValue;
        if (type == typeof(ushort))
            return ushort.MaxValue;
        if (type == typeof(uint))
            return uint.MaxValue;
        return type == typeof(ulong) ? ulong.MaxValue : 0;
    }
}
