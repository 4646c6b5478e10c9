using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Puts columns of one type side by side into a vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingTransformer(IHostEnvironment env, string outputColumnName, string[] inputColumnNames)
        : base(env.Register(nameof(ColumnConcatenatingTransformer)))
    {
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(Host, _name, _sources, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ColumnConcatenatingTransformer));
        ctx.Writer.Write(_name);
        ctx.Writer.Write(_sources.Length);
        foreach (string source in _sources)
            ctx.Writer.Write(source);
    }

    private static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        string name = ctx.Reader.ReadString();
        string[] sources = new string[ctx.Reader.ReadInt32()];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = ctx.Reader.ReadString();
        return new ColumnConcatenatingTransformer(env, name, sources);
    }

    private sealed class Mapper : IRowMapper
    {
        private readonly string _name;
        private readonly DataViewSchema.Column[] _inputs;
        private readonly PrimitiveDataViewType _itemType;
        private readonly DataViewType _type;

        internal Mapper(IHost host, string name, string[] sources, DataViewSchema schema)
        {
            _name = name;
            _inputs = Array.ConvertAll(sources, source => schema.GetColumnOrNull(source)
                ?? throw host.ExceptSchemaMismatch("inputSchema", "input", source));
            _itemType = (PrimitiveDataViewType)_inputs[0].Type.GetItemType();
            if (Array.Find(_inputs, c => !c.Type.GetItemType().Equals(_itemType)) is { Name: not null } other)
            {
                throw host.ExceptSchemaMismatch("inputSchema", "input", other.Name,
                    _itemType.ToString()!, other.Type.GetItemType().ToString()!);
            }
            bool known = Array.TrueForAll(_inputs, c => c.Type.GetValueCount() > 0);
            _type = IsIdentity ? _inputs[0].Type
                : new VectorDataViewType(_itemType, known ? _inputs.Sum(c => c.Type.GetValueCount()) : 0);
        }

        // One vector alone passes as it is.
        private bool IsIdentity => _inputs is [{ Type: VectorDataViewType }];

        public DataViewSchema.DetachedColumn[] GetOutputColumns()
        {
            DataViewSchema.Annotations annotations = IsIdentity
                ? _inputs[0].Annotations
                : ConcatenatedAnnotations.Make(_inputs, _type.GetVectorSize());
            return [new DataViewSchema.DetachedColumn(_name, _type, annotations)];
        }

        public Func<int, bool> GetDependencies(Func<int, bool> activeOutput) =>
            activeOutput(0) ? index => Array.Exists(_inputs, c => c.Index == index) : _ => false;

        public Delegate CreateGetter(DataViewRow input, int outputIndex, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            return IsIdentity
                ? RowCursorUtils.GetGetterAsDelegate(input, _inputs[0].Index)
                : Utils.MarshalInvoke(MakeGetter<int>, _itemType.RawType, input);
        }

        private Delegate MakeGetter<T>(DataViewRow input)
        {
            IPart<T>[] parts = Array.ConvertAll(_inputs, column => column.Type is VectorDataViewType
                ? (IPart<T>)new VectorPart<T>(input.GetGetter<VBuffer<T>>(column))
                : new ScalarPart<T>(input.GetGetter<T>(column)));
            ValueGetter<VBuffer<T>> getter = (ref VBuffer<T> destination) =>
            {
                int length = 0, count = 0;
                foreach (IPart<T> part in parts)
                    part.Read(ref length, ref count);
                destination = Join(parts, length, count, ref destination);
            };
            return getter;
        }

        // Sparse only where it saves memory: an index goes with each value.
        private static VBuffer<T> Join<T>(IPart<T>[] parts, int length, int count, ref VBuffer<T> destination)
        {
            bool dense = count > length / 2;
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, dense ? length : count);
            int slot = 0, at = 0;
            foreach (IPart<T> part in parts)
            {
                if (dense)
                    slot += part.WriteDense(editor.Values[slot..]);
                else
                    part.WriteSparse(editor.Values, editor.Indices, ref slot, ref at);
            }
            return editor.Commit();
        }
    }

    private interface IPart<T>
    {
        void Read(ref int length, ref int count);

        int WriteDense(Span<T> values);

        void WriteSparse(Span<T> values, Span<int> indices, ref int slot, ref int at);
    }

    private sealed class ScalarPart<T>(ValueGetter<T> getter) : IPart<T>
    {
        private T _value = default!;

        public void Read(ref int length, ref int count)
        {
            getter(ref _value);
            length++;
            count++;
        }

        public int WriteDense(Span<T> values)
        {
            values[0] = _value;
            return 1;
        }

        public void WriteSparse(Span<T> values, Span<int> indices, ref int slot, ref int at)
        {
            values[at] = _value;
            indices[at++] = slot++;
        }
    }

    private sealed class VectorPart<T>(ValueGetter<VBuffer<T>> getter) : IPart<T>
    {
        private VBuffer<T> _value;

        public void Read(ref int length, ref int count)
        {
            getter(ref _value);
            length += _value.Length;
            count += _value.GetValues().Length;
        }

        public int WriteDense(Span<T> values)
        {
            _value.CopyTo(values);
            return _value.Length;
        }

        public void WriteSparse(Span<T> values, Span<int> indices, ref int slot, ref int at)
        {
            ReadOnlySpan<T> from = _value.GetValues();
            ReadOnlySpan<int> fromIndices = _value.GetIndices();
            for (int i = 0; i < from.Length; i++)
            {
                values[at] = from[i];
                indices[at++] = slot + (_value.IsDense ? i : fromIndices[i]);
            }
            slot += _value.Length;
        }
    }
}
