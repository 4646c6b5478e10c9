using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A cursor that shows slots of column buffers.</summary>
internal abstract class BufferedCursor(DataViewSchema schema, IReadOnlyDictionary<int, ColumnBuffer> buffers)
    : RootCursor
{
    public override DataViewSchema Schema => schema;

    public override long Batch => 0;

    /// <summary>The slot of the current row.</summary>
    protected abstract int Slot { get; }

    public override bool IsColumnActive(DataViewSchema.Column column) => buffers.ContainsKey(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
        return buffers[column.Index].MakeGetter(() => Slot) as ValueGetter<TValue>
            ?? throw Contracts.Except(
                $"Invalid TValue: '{typeof(TValue)}', expected type: '{schema[column.Index].Type.RawType}'.");
    }
}
