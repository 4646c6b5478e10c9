namespace Microsoft.ML.Data;

/// <summary>
/// Base of the mappers of prediction transformers: their output columns share one run of the model on each row.
/// </summary>
internal abstract class ScoreMapperBase(DataViewSchema inputSchema, int featureColumn) : IRowMapper
{
    private DataViewSchema.DetachedColumn[]? _columns;

    protected uint SetId { get; } = ScoreAnnotations.NextSetId(inputSchema);

    public DataViewSchema.DetachedColumn[] GetOutputColumns() => _columns ??= MakeColumns();

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        bool any = Enumerable.Range(0, GetOutputColumns().Length).Any(activeOutput);
        return column => any && column == featureColumn;
    }

    public Delegate CreateGetter(DataViewRow input, int outputIndex, Func<int, bool> activeOutput, out Action? disposer)
        => CreateGetters(input, i => i == outputIndex, out disposer)[outputIndex]!;

    public Delegate?[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
    {
        disposer = null;
        var active = Enumerable.Range(0, GetOutputColumns().Length).Select(activeOutput).ToArray();
        if (!active.Contains(true))
            return new Delegate?[active.Length];
        ValueGetter<VBuffer<float>> features = input.GetGetter<VBuffer<float>>(input.Schema[featureColumn]);
        Delegate[] getters = MakeGetters(input, features);
        return [.. getters.Select((getter, i) => active[i] ? getter : null)];
    }

    protected abstract DataViewSchema.DetachedColumn[] MakeColumns();

    protected abstract Delegate[] MakeGetters(DataViewRow input, ValueGetter<VBuffer<float>> features);

    /// <summary>The output of the model for the row where the cursor stands; computed once for each row.</summary>
    protected sealed class Cached<TOutput>(
        DataViewRow row, ValueGetter<VBuffer<float>> features, ValueMapper<VBuffer<float>, TOutput> mapper)
    {
        private long _position = long.MinValue;
        private VBuffer<float> _features;
        private TOutput _output = default!;

        public ref TOutput Get()
        {
            if (_position != row.Position)
            {
                features(ref _features);
                mapper(in _features, ref _output);
                _position = row.Position;
            }

            return ref _output;
        }
    }
}
