using Microsoft.ML;

namespace MLNetDeep.Runtime;

/// <summary>Rows with the scores of a network. Lazy: nothing is scored before a cursor asks for it.</summary>
internal sealed class ScoredView(IRowScorer scorer, IDataView input, ScoreBinding binding) : IDataView
{
    // The cursor that reads ahead and the one that passes columns on must meet the rows in one order.
    public bool CanShuffle => false;

    public DataViewSchema Schema => binding.Output;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var needed = columnsNeeded.ToArray();
        var passed = input.GetRowCursor(binding.PassedOn(needed).ToArray());
        var added = binding.Added(needed);
        var ahead = added.Count > 0 ? new BatchAhead(scorer, input, binding.FeatureColumns, added) : null;
        return new ScoredCursor(passed, ahead, binding, binding.Active(needed));
    }

    // One cursor: its batches are computed on all cores already.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
