using Microsoft.ML;

namespace MLNetDeep.Scoring;

/// <summary>Rows with the scores of a network. Lazy: nothing is scored before a cursor asks for it.</summary>
internal sealed class ScoredView(NetworkScorer scorer, IDataView input, ScoreBinding binding) : IDataView
{
    // The cursor that reads ahead and the one that passes columns on must meet the rows in one order.
    public bool CanShuffle => false;

    public DataViewSchema Schema => binding.Output;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var needed = columnsNeeded.ToArray();
        var passed = input.GetRowCursor(binding.PassedOn(needed).ToArray());
        var ahead = binding.AnyAdded(needed) ? new BatchAhead(scorer, input, binding.FeatureColumns) : null;
        return new ScoredCursor(passed, ahead, binding, binding.Active(needed));
    }

    // One cursor: a batch is already computed on all cores.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
