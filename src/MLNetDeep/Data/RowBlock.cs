using Microsoft.ML;
using MLNetDeep.Common;

namespace MLNetDeep.Data;

/// <summary>Gathers rows of a cursor until there are enough for a tensor.</summary>
internal sealed class RowBlock(DataViewRow row, FeatureSpec spec, TargetSpec target, int capacity, RowFaults? faults = null)
{
    private readonly FeatureReader _features = spec.Open(row, capacity, strict: true, faults);
    private readonly float[] _targets = new float[(long)capacity * target.Width];
    private readonly float[]? _weights = target.WeightColumn is null ? null : new float[capacity];

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    /// <summary>Takes the cursor's current row.</summary>
    public void Add(TargetReader labels, long rowIndex)
    {
        _features.Read(Count, rowIndex);
        labels.Values.CopyTo(_targets.AsSpan(Count * target.Width));
        if (_weights is not null) _weights[Count] = labels.Weight;
        Count++;
    }

    /// <summary>What was gathered, and starts anew.</summary>
    public Batch Take()
    {
        _features.Complete(Count);
        var weights = _weights is null ? null : Tensors.OfFloats(_weights.AsSpan(0, Count), Count);
        var batch = new Batch(_features.ToFeatures(Count), Targets(), weights);
        Count = 0;
        return batch;
    }

    /// <summary>How many rows to gather at once: about 4 MB, so that decoding has work for every core.</summary>
    public static int CapacityFor(FeatureSpec spec) => (int)Math.Clamp(4_000_000 / Math.Max(1, spec.RowBytes), 1, 1024);

    private TorchSharp.torch.Tensor Targets()
    {
        var values = _targets.AsSpan(0, Count * target.Width);
        if (!target.IsClass) return Tensors.OfFloats(values, Count, target.Width);
        var classes = new long[Count];
        for (var i = 0; i < classes.Length; i++) classes[i] = (long)values[i];
        return Tensors.OfLongs(classes);
    }
}
