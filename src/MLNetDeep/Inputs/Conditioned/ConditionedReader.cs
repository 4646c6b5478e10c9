using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Conditioned;

/// <summary>Reads images or numbers, and the condition of each row.</summary>
/// <param name="values">Reads the images or numbers.</param>
/// <param name="row">The row.</param>
/// <param name="column">The column of conditions.</param>
/// <param name="conditions">How many there are.</param>
/// <param name="capacity">The most rows in a block.</param>
internal sealed class ConditionedReader(FeatureReader values, DataViewRow row, string column, int conditions, int capacity) : FeatureReader
{
    private readonly ValueGetter<uint> _key = row.GetGetter<uint>(row.Schema[column]);
    private readonly long[] _classes = new long[capacity];

    public override void Read(int slot, long rowIndex)
    {
        values.Read(slot, rowIndex);
        uint key = 0;
        _key(ref key);
        if (key == 0 || key > conditions) throw new InvalidOperationException($"Row {rowIndex + 1} has no condition in column '{column}' (rows are counted from 1): drop such rows, or give them a value of its own.");
        _classes[slot] = key - 1;
    }

    public override void Complete(int count) => values.Complete(count);

    public override Features ToFeatures(int count) => new([.. values.ToFeatures(count).Parts, new EvenPart(Tensors.OfLongs(_classes.AsSpan(0, count)))]);

    public override IReadOnlyList<OrtValue> ToOnnx(int count) => throw new NotSupportedException("A generative model scores by the steps that it is saved as.");

    public override bool SameAsBefore() => false;
}
