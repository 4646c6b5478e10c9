namespace Microsoft.ML.Data;

/// <summary>The values of a column in memory.</summary>
internal abstract class ColumnCache
{
    public bool IsFilled { get; private protected set; }

    public static ColumnCache Create(DataViewSchema.Column column)
    {
        Func<DataViewSchema.Column, ColumnCache> create
            = column.Type is VectorDataViewType ? CreateVector<int> : CreateScalar<int>;
        return Utils.MarshalInvoke(create, column.Type.GetItemType().RawType, column);
    }

    /// <summary>Begins anew with the rows of a cursor.</summary>
    public abstract void Start(DataViewRow row);

    /// <summary>Takes the value of the row.</summary>
    public abstract void Append();

    public abstract void Finish();

    private static ColumnCache CreateScalar<T>(DataViewSchema.Column column) => new ScalarCache<T>(column);

    private static ColumnCache CreateVector<T>(DataViewSchema.Column column) => new VectorCache<T>(column);

    private sealed class ScalarCache<T>(DataViewSchema.Column column) : ColumnCache<T>
    {
        private List<T> _values = [];
        private ValueGetter<T>? _getter;

        public override void Start(DataViewRow row)
        {
            _values = [];
            _getter = row.GetGetter<T>(row.Schema[column.Index]);
        }

        public override void Append()
        {
            // Not one variable for all rows: a value with parts of its own, such as an image, must not be written over.
            T value = default!;
            _getter!(ref value);
            _values.Add(value);
        }

        public override void Finish()
        {
            _getter = null;
            IsFilled = true;
        }

        public override void Get(int row, ref T value) => value = _values[row];
    }

    /// <summary>Vectors lie one behind the other in large arrays.</summary>
    private sealed class VectorCache<T>(DataViewSchema.Column column) : ColumnCache<VBuffer<T>>
    {
        private const int ChunkSize = 1 << 16;

        private List<Entry> _entries = [];
        private T[] _chunk = [];
        private int _used;
        private VBuffer<T> _buffer;
        private ValueGetter<VBuffer<T>>? _getter;

        public override void Start(DataViewRow row)
        {
            (_entries, _chunk, _used) = ([], [], 0);
            _getter = row.GetGetter<VBuffer<T>>(row.Schema[column.Index]);
        }

        public override void Append()
        {
            _getter!(ref _buffer);
            ReadOnlySpan<T> values = _buffer.GetValues();
            if (_chunk.Length - _used < values.Length)
                (_chunk, _used) = (new T[Math.Max(ChunkSize, values.Length)], 0);
            values.CopyTo(_chunk.AsSpan(_used));
            int[]? indices = _buffer.IsDense ? null : _buffer.GetIndices().ToArray();
            _entries.Add(new Entry(_chunk, _used, values.Length, _buffer.Length, indices));
            _used += values.Length;
        }

        public override void Finish()
        {
            _getter = null;
            _buffer = default;
            IsFilled = true;
        }

        public override void Get(int row, ref VBuffer<T> value)
        {
            Entry entry = _entries[row];
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, entry.Length, entry.Count);
            entry.Chunk.AsSpan(entry.Offset, entry.Count).CopyTo(editor.Values);
            entry.Indices?.CopyTo(editor.Indices);
            value = editor.Commit();
        }

        private readonly record struct Entry(T[] Chunk, int Offset, int Count, int Length, int[]? Indices);
    }
}

/// <inheritdoc cref="ColumnCache"/>
internal abstract class ColumnCache<T> : ColumnCache
{
    public abstract void Get(int row, ref T value);
}
