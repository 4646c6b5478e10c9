using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Runtime;

/// <summary>Hands out rows with scores: the input's own cursor for what is passed on, in step with the one a batch ahead.</summary>
internal sealed class ScoredCursor(DataViewRowCursor passed, BatchAhead? ahead, ScoreBinding binding, bool[] active) : DataViewRowCursor
{
    public override DataViewSchema Schema => binding.Output;

    public override long Position => passed.Position;

    public override long Batch => passed.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[ScoreGetters.Check(binding, column)];

    public override ValueGetter<DataViewRowId> GetIdGetter() => passed.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was opened.");
        return binding.AddedAt(column.Index) is { } added
            ? ScoreGetters.Make<TValue>(added, () => ahead!.Current)
            : passed.GetGetter<TValue>(binding.Input[column.Index]);
    }

    public override bool MoveNext()
    {
        if (!passed.MoveNext()) return false;
        ahead?.MoveNext();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            passed.Dispose();
            ahead?.Dispose();
        }
        base.Dispose(disposing);
    }
}
