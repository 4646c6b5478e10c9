namespace Microsoft.ML.Data;

/// <summary>
/// Where the columns of an output schema come from. A new column stands right behind the one of the same name that
/// it hides, the others at the end.
/// </summary>
internal sealed class ColumnBindings
{
    // Of the columns in the order of the output: an input index, or the complement of the index of a new column.
    private readonly int[] _sources;

    public ColumnBindings(DataViewSchema input, DataViewSchema.DetachedColumn[] added)
    {
        InputSchema = input;
        AddedCount = added.Length;
        var order = Enumerable.Range(0, input.Count).ToList();
        for (int i = 0; i < added.Length; i++)
        {
            string name = added[i].Name;
            int twin = input.TryGetColumnIndex(name, out _)
                ? order.FindLastIndex(s => (s >= 0 ? input[s].Name : added[~s].Name) == name)
                : order.Count - 1;
            order.Insert(twin + 1, ~i);
        }

        _sources = [.. order];
        Schema = DataViewSchema.Of(order.Select(s => s >= 0 ? new DataViewSchema.DetachedColumn(input[s]) : added[~s]));
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema Schema { get; }

    public int AddedCount { get; }

    /// <summary>Whether a column is passed on from the input, and its index there or among the new ones.</summary>
    public (bool FromInput, int Index) Map(int column)
    {
        int source = _sources[column];
        return source >= 0 ? (true, source) : (false, ~source);
    }
}
