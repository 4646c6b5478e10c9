using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>A hash of values that is the same in every process.</summary>
internal sealed class ValueHasher<T>(DataViewType itemType, int bits, uint seed) where T : notnull
{
    private readonly MissingValues.Test<T>? _isMissing = MissingValues.Of<T>(itemType);

    internal ValueGetter<uint> ScalarGetter(ValueGetter<T> source)
    {
        T value = default!;
        return (ref uint key) =>
        {
            source(ref value);
            key = KeyOf(in value, seed);
        };
    }

    internal ValueGetter<VBuffer<uint>> VectorGetter(ValueGetter<VBuffer<T>> source, bool ordered)
    {
        VBuffer<T> vector = default;
        return (ref VBuffer<uint> keys) =>
        {
            source(ref vector);
            VBufferEditor<uint> editor = VBufferEditor.Create(ref keys, vector.Length);
            int slot = 0;
            foreach (T value in vector.DenseValues())
            {
                editor.Values[slot] = KeyOf(in value, ordered ? seed + (uint)slot : seed);
                slot++;
            }
            keys = editor.Commit();
        };
    }

    private uint KeyOf(in T value, uint start)
    {
        if (_isMissing != null && _isMissing(in value))
            return 0;
        uint hash = value is ReadOnlyMemory<char> text
            ? Hash(MemoryMarshal.AsBytes(text.Span), start)
            : Hash(Bits(value), start);
        return (hash & ((1u << bits) - 1)) + 1;
    }

    private static ReadOnlySpan<byte> Bits(T value) =>
        BitConverter.GetBytes(value is IConvertible number and not DateTime
            ? number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) + 0.0
            : value.GetHashCode());

    // FNV-1a, then a finish that spreads to the low bits.
    private static uint Hash(ReadOnlySpan<byte> bytes, uint start)
    {
        uint hash = start ^ 2166136261;
        foreach (byte b in bytes)
            hash = (hash ^ b) * 16777619;
        hash = (hash ^ hash >> 16) * 0x85EBCA6B;
        return hash ^ hash >> 13;
    }
}
