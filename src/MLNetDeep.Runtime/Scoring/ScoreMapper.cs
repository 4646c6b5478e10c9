using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Runtime;

/// <summary>Scores one row at a time, as a PredictionEngine wants it.</summary>
internal sealed class ScoreMapper(IRowScorer scorer, ScoreBinding binding) : IRowToRowMapper
{
    public DataViewSchema InputSchema => binding.Input;

    public DataViewSchema OutputSchema => binding.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var depending = dependingColumns.ToArray();
        var passed = binding.PassedOn(depending);
        return (binding.Added(depending).Count > 0 ? passed.Concat(binding.FeatureColumns) : passed).DistinctBy(c => c.Index);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var needed = activeColumns.ToArray();
        var added = binding.Added(needed);
        var batch = added.Count > 0 ? scorer.Open(input, 1, added) : null;
        return new ScoredRow(input, batch, binding, binding.Active(needed));
    }

    private sealed class ScoredRow(DataViewRow input, RowBatch? batch, ScoreBinding binding, bool[] active) : DataViewRow
    {
        public override DataViewSchema Schema => binding.Output;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[ScoreGetters.Check(binding, column)];

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for.");
            return binding.AddedAt(column.Index) is { } added
                ? ScoreGetters.Make<TValue>(added, Current)
                : input.GetGetter<TValue>(binding.Input[column.Index]);
        }

        // The row's values change under it: they are computed when they are asked for.
        private BatchSlot Current()
        {
            // How many rows were asked about before says nothing to whoever asks about one.
            batch!.Read(0, RowBatch.NoPosition);
            batch.ComputeRow();
            return new BatchSlot(batch, 0);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) input.Dispose();
            base.Dispose(disposing);
        }
    }
}
