using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A binary file as a view, read from start to end by each cursor.</summary>
internal sealed class BinaryDataView : IDataView
{
    private readonly IHost _host;
    private readonly IMultiStreamSource _source;
    private readonly long _rowCount;

    public BinaryDataView(IHostEnvironment env, IMultiStreamSource source)
    {
        _host = env.Register("BinaryLoader");
        _source = source;
        _host.CheckParam(source.Count == 1, nameof(source), "One file was expected");
        using Stream stream = source.Open(0);
        using BinaryReader reader = BinaryFormat.OpenReader(stream);
        Schema = BinaryFormat.ReadSchema(reader);
        stream.Seek(-sizeof(long), SeekOrigin.End);
        _rowCount = reader.ReadInt64();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(_host, _source.Open(0), Schema.ActiveColumns(columnsNeeded), _rowCount);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Writes a view. The number of rows is known only at the end, so that is where it stands.</summary>
    public static void Write(IDataView data, Stream stream, bool keepHidden)
    {
        DataViewSchema.Column[] columns = [.. BinaryFormat.Savable(data.Schema, keepHidden)];
        using var writer = new BinaryWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        BinaryFormat.WriteSchema(writer, columns);
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        Action<BinaryWriter>[] writers = [.. columns.Select(c => WriterOf(cursor, c))];
        long count = 0;
        for (; cursor.MoveNext(); count++)
        {
            foreach (Action<BinaryWriter> write in writers)
                write(writer);
        }

        writer.Write(count);
    }

    private static Action<BinaryWriter> WriterOf(DataViewRow row, DataViewSchema.Column column)
    {
        Func<DataViewRow, DataViewSchema.Column, Action<BinaryWriter>> create
            = column.Type is VectorDataViewType ? VectorWriter<int> : ScalarWriter<int>;
        return Utils.MarshalInvoke(create, column.Type.GetItemType().RawType, row, column);
    }

    private static Action<BinaryWriter> ScalarWriter<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        ValueCodec<T> codec = ValueCodecs.Of<T>();
        T value = default!;
        return writer =>
        {
            getter(ref value);
            codec.Write(writer, value);
        };
    }

    private static Action<BinaryWriter> VectorWriter<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        ValueCodec<T> codec = ValueCodecs.Of<T>();
        VBuffer<T> value = default;
        return writer =>
        {
            getter(ref value);
            ValueCodecs.WriteVector(writer, value, codec);
        };
    }

    /// <summary>Reads whole rows: the format has no way to skip a column.</summary>
    private sealed class Cursor : RootCursor
    {
        private readonly IHost _host;
        private readonly Stream _stream;
        private readonly BinaryReader _reader;
        private readonly bool[] _active;
        private readonly Delegate[] _getters;
        private readonly Action[] _readers;
        private readonly long _rowCount;

        public Cursor(IHost host, Stream stream, bool[] active, long rowCount)
        {
            _host = host;
            _rowCount = rowCount;
            _stream = stream;
            _active = active;
            _reader = BinaryFormat.OpenReader(new BufferedStream(stream, 1 << 16));
            Schema = BinaryFormat.ReadSchema(_reader);
            _getters = new Delegate[Schema.Count];
            _readers = new Action[Schema.Count];
            foreach (DataViewSchema.Column column in Schema)
            {
                Func<int, Action> create = column.Type is VectorDataViewType ? AddVector<int> : AddScalar<int>;
                _readers[column.Index] = Utils.MarshalInvoke(create, column.Type.GetItemType().RawType, column.Index);
            }
        }

        public override long Batch => 0;

        public override DataViewSchema Schema { get; }

        public override bool IsColumnActive(DataViewSchema.Column column)
            => column.Index < _active.Length && _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _host.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return _getters[column.Index] as ValueGetter<TValue> ?? throw column.InvalidGetter(typeof(TValue));
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Position, 0);

        protected override bool MoveNextCore()
        {
            if (Position + 1 >= _rowCount)
                return false;
            foreach (Action read in _readers)
                read();
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _stream.Dispose();
            base.Dispose(disposing);
        }

        private Action AddScalar<T>(int column)
        {
            ValueCodec<T> codec = ValueCodecs.Of<T>();
            T current = default!;
            _getters[column] = (ValueGetter<T>)((ref T value) => value = current);
            return () => current = codec.Read(_reader);
        }

        private Action AddVector<T>(int column)
        {
            ValueCodec<T> codec = ValueCodecs.Of<T>();
            VBuffer<T> current = default;
            _getters[column] = (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => current.CopyTo(ref value));
            return () => ValueCodecs.ReadVector(_reader, ref current, codec);
        }
    }
}
