using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A mapper on an input schema: the output schema, what it depends on, and rows.</summary>
internal sealed class RowMapperBinding : IRowToRowMapper
{
    private readonly IHost _host;
    private readonly IRowMapper _mapper;

    public RowMapperBinding(IHost host, DataViewSchema inputSchema, IRowMapper mapper)
    {
        _host = host;
        _mapper = mapper;
        Bindings = new ColumnBindings(inputSchema, mapper.GetOutputColumns());
    }

    public ColumnBindings Bindings { get; }

    public DataViewSchema InputSchema => Bindings.InputSchema;

    public DataViewSchema OutputSchema => Bindings.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] active = OutputSchema.ActiveColumns(dependingColumns);
        return InputSchema.Where(NeededInputs(active));
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _host.CheckValue(input, nameof(input));
        _host.CheckValue(activeColumns, nameof(activeColumns));
        bool[] active = OutputSchema.ActiveColumns(activeColumns);
        return new MappedRow(input, this, active, CreateGetters(input, active, out Action? disposer), disposer);
    }

    /// <summary>Which columns of the input a cursor needs.</summary>
    public bool[] NeededInputs(bool[] active)
    {
        Func<int, bool> dependencies = _mapper.GetDependencies(ActiveAdded(active));
        var needed = new bool[InputSchema.Count];
        for (int i = 0; i < needed.Length; i++)
            needed[i] = dependencies(i);
        for (int i = 0; i < active.Length; i++)
        {
            (bool fromInput, int index) = Bindings.Map(i);
            if (active[i] && fromInput)
                needed[index] = true;
        }

        return needed;
    }

    public Delegate?[] CreateGetters(DataViewRow input, bool[] active, out Action? disposer)
        => _mapper.CreateGetters(input, ActiveAdded(active), out disposer);

    /// <summary>The getter of an output column on a row of the input.</summary>
    public ValueGetter<TValue> GetGetter<TValue>(
        IExceptionContext? ectx, DataViewRow input, DataViewSchema.Column column, bool[] active, Delegate?[] added)
    {
        ectx.Check(column.Index < active.Length && active[column.Index]);
        (bool fromInput, int index) = Bindings.Map(column.Index);
        DataViewSchema.Column own = OutputSchema[column.Index];
        if (typeof(TValue) != own.Type.RawType)
            throw ectx.Except($"Invalid TValue: '{typeof(TValue)}', expected type: '{own.Type.RawType}'.");
        if (fromInput)
            return input.GetGetter<TValue>(input.Schema[index]);
        return added[index] as ValueGetter<TValue>
            ?? throw ectx.Except($"Invalid TValue in GetGetter: '{typeof(TValue)}'");
    }

    private Func<int, bool> ActiveAdded(bool[] active)
    {
        var added = new bool[Bindings.AddedCount];
        for (int i = 0; i < active.Length; i++)
        {
            (bool fromInput, int index) = Bindings.Map(i);
            if (!fromInput)
                added[index] = active[i];
        }

        return i => added[i];
    }

    private sealed class MappedRow(
        DataViewRow input, RowMapperBinding binding, bool[] active, Delegate?[] getters, Action? disposer)
        : WrappingRow(input)
    {
        public override DataViewSchema Schema => binding.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column)
            => column.Index < active.Length && active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => binding.GetGetter<TValue>(null, Input, column, active, getters);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                disposer?.Invoke();
            base.Dispose(disposing);
        }
    }
}
