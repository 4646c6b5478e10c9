using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads a column of keys, of any width, scalar or vector, as dense numbers; keys too large become 0.</summary>
internal abstract class KeyReader
{
    /// <summary>The keys of the current row; valid until the next call.</summary>
    internal abstract ReadOnlySpan<uint> Read();

    internal static KeyReader Create(DataViewRow row, DataViewSchema.Column column) =>
        Utils.MarshalInvoke(CreateTyped<uint>, column.Type.GetItemType().RawType, row, column);

    private static KeyReader CreateTyped<T>(DataViewRow row, DataViewSchema.Column column) where T : unmanaged, IBinaryInteger<T> =>
        column.Type is VectorDataViewType
            ? new VectorReader<T>(row.GetGetter<VBuffer<T>>(column))
            : new ScalarReader<T>(row.GetGetter<T>(column));

    private static uint Narrow<T>(T key) where T : IBinaryInteger<T>
    {
        uint narrow = uint.CreateTruncating(key);
        return T.CreateTruncating(narrow) == key ? narrow : 0;
    }

    private sealed class ScalarReader<T>(ValueGetter<T> getter) : KeyReader where T : unmanaged, IBinaryInteger<T>
    {
        private readonly uint[] _key = new uint[1];

        internal override ReadOnlySpan<uint> Read()
        {
            T key = default;
            getter(ref key);
            _key[0] = Narrow(key);
            return _key;
        }
    }

    private sealed class VectorReader<T>(ValueGetter<VBuffer<T>> getter) : KeyReader where T : unmanaged, IBinaryInteger<T>
    {
        private VBuffer<T> _vector;
        private uint[] _keys = [];

        internal override ReadOnlySpan<uint> Read()
        {
            getter(ref _vector);
            if (_keys.Length < _vector.Length)
                _keys = new uint[_vector.Length];
            Span<uint> keys = _keys.AsSpan(0, _vector.Length);
            ReadOnlySpan<T> values = _vector.GetValues();
            ReadOnlySpan<int> indices = _vector.GetIndices();
            if (!_vector.IsDense)
                keys.Clear();
            for (int i = 0; i < values.Length; i++)
                keys[_vector.IsDense ? i : indices[i]] = Narrow(values[i]);
            return keys;
        }
    }
}
