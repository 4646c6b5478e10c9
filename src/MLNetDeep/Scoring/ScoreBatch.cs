using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Scoring;

/// <summary>A batch of rows as a trained network takes them, and their scores.</summary>
internal abstract class ScoreBatch(FeatureReader reader, int outputs, int capacity) : RowBatch
{
    private readonly float[] _scores = new float[capacity * outputs];

    /// <summary>The scores of the row in a slot.</summary>
    public ReadOnlySpan<float> Scores(int slot) => _scores.AsSpan(slot * outputs, outputs);

    public override void Read(int slot, long position) => reader.Read(slot, position);

    public override void Compute(int count, bool isAlone)
    {
        reader.Complete(count);
        Score(reader, count, _scores.AsSpan(0, count * outputs), isAlone);
    }

    /// <summary>Scores the first rows of a finished block.</summary>
    protected abstract void Score(FeatureReader reader, int count, Span<float> scores, bool isAlone);

    protected override bool SameAsBefore()
    {
        reader.Complete(1);
        return reader.SameAsBefore();
    }
}
