using MLNetDeep.Common;
using MLNetDeep.Data;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Conditioned;

/// <summary>Takes note of what the training rows are like, and of the smallest and the largest number in each channel or column.</summary>
/// <param name="values">Learns what the kind of the values wants to know.</param>
/// <param name="groups">Channels, or columns.</param>
internal sealed class ConditionedLearner(FeatureLearner? values, int groups) : FeatureLearner
{
    public FeatureLearner? Values => values;

    /// <summary>The smallest number in each channel or column.</summary>
    public float[] Low { get; private set; } = [];

    /// <summary>The largest number in each channel or column.</summary>
    public float[] High { get; private set; } = [];

    public override void Add(Features rows)
    {
        var own = new Features(rows.Parts[0]);
        values?.Add(own);
        using var scope = NewDisposeScope();
        var numbers = own.Single.to(ScalarType.Float32).reshape(own.Rows, groups, -1);
        float[] low = Tensors.ToFloats(numbers.amin([0, 2])), high = Tensors.ToFloats(numbers.amax([0, 2]));
        (Low, High) = Low.Length == 0 ? (low, high) : ([.. Low.Zip(low, Math.Min)], [.. High.Zip(high, Math.Max)]);
    }
}
