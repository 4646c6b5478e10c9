using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Scoring;

/// <summary>Scores one row at a time, as a PredictionEngine wants it.</summary>
internal sealed class ScoreMapper(NetworkScorer scorer, ScoreBinding binding) : IRowToRowMapper
{
    public DataViewSchema InputSchema => binding.Input;

    public DataViewSchema OutputSchema => binding.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var depending = dependingColumns.ToArray();
        var passed = binding.PassedOn(depending);
        return (binding.AnyAdded(depending) ? passed.Concat(binding.FeatureColumns) : passed).DistinctBy(c => c.Index);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var needed = activeColumns.ToArray();
        return new ScoredRow(input, binding.AnyAdded(needed) ? new RowScores(scorer, input) : null, binding, binding.Active(needed));
    }

    /// <summary>The scores of a row whose values change under it: computed when they are asked for, and only once for the same features.</summary>
    private sealed class RowScores(NetworkScorer scorer, DataViewRow input)
    {
        private readonly FeatureReader _reader = FeatureReader.Open(input, scorer.Features, 1, strict: false);
        private readonly float[] _scores = new float[scorer.Outputs];

        public ReadOnlySpan<float> Current
        {
            get
            {
                _reader.Read(0, input.Position);
                _reader.Complete(1);
                if (!_reader.SameAsBefore()) scorer.Score(_reader, 1, _scores);
                return _scores;
            }
        }
    }

    private sealed class ScoredRow(DataViewRow input, RowScores? scores, ScoreBinding binding, bool[] active) : DataViewRow
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
                ? ScoreGetters.Make<TValue>(added, () => scores!.Current)
                : input.GetGetter<TValue>(binding.Input[column.Index]);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) input.Dispose();
            base.Dispose(disposing);
        }
    }
}
