using Microsoft.ML;
using MLNetDeep.Common;

namespace MLNetDeep.Data;

/// <summary>Gathers rows of a cursor until there are enough for a tensor.</summary>
internal sealed class RowBlock(DataViewRow row, FeatureSpec spec, int capacity)
{
    private readonly FeatureReader _features = FeatureReader.Open(row, spec, capacity, strict: true);
    private readonly long[] _targets = new long[capacity];

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    /// <summary>Takes the cursor's current row.</summary>
    public void Add(long target, long rowIndex)
    {
        _features.Read(Count, rowIndex);
        _targets[Count++] = target;
    }

    /// <summary>What was gathered, and starts anew.</summary>
    public Batch Take()
    {
        _features.Complete(Count);
        var batch = new Batch(_features.ToTensor(Count), Tensors.OfLongs(_targets.AsSpan(0, Count)));
        Count = 0;
        return batch;
    }

    /// <summary>How many rows to gather at once: about 4 MB, so that decoding has work for every core.</summary>
    public static int CapacityFor(FeatureSpec spec) => (int)Math.Clamp(4_000_000 / Math.Max(1, spec.RowBytes), 1, 1024);
}
