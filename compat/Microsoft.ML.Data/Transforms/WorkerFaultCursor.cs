namespace Microsoft.ML.Data;

/// <summary>
/// Dresses exceptions as the original does, which computes the columns of such cursors on worker threads: what fails there
/// comes out as the inner exception.
/// </summary>
internal sealed class WorkerFaultCursor(DataViewRowCursor input) : DataViewRowCursor
{
    private const string Message = "Splitter/consolidator worker encountered exception while consuming source data";

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => input.Schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool MoveNext()
    {
        try
        {
            return input.MoveNext();
        }
        catch (Exception e) when (!IsDressed(e))
        {
            throw new InvalidOperationException(Message, e);
        }
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = input.GetGetter<TValue>(column);
        return (ref TValue value) =>
        {
            try
            {
                getter(ref value);
            }
            catch (Exception e) when (!IsDressed(e))
            {
                throw new InvalidOperationException(Message, e);
            }
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }

    // By reference: only what comes from another such cursor.
    private static bool IsDressed(Exception e) => ReferenceEquals(e.Message, Message);
}
