namespace MLNetDeep.Inputs.Tables;

/// <summary>
/// What is remembered of a number that 32-bit reals may not hold, as seconds since 1970: a sample in 64 bits. Where 32 bits would merge more than
/// one in twenty of the values that differ, and less than half as many once the median is subtracted, the median is what is to be subtracted.
/// </summary>
internal sealed class WideNumber(int rows)
{
    private const double MostMerged = 0.05;
    private readonly List<double> _sample = [];

    /// <summary>What is subtracted; 0 for nothing. Settled by <see cref="Settle"/>.</summary>
    public double Offset { get; private set; }

    /// <summary>The remembered values in rising order, as they are once the offset is subtracted.</summary>
    public float[] Sorted => [.. _sample.Select(value => (float)(value - Offset)).Where(float.IsFinite)];

    /// <summary>Remembers a value in a slot.</summary>
    public void Set(long slot, double value)
    {
        if (slot < _sample.Count) _sample[(int)slot] = value;
        else if (slot < rows) _sample.Add(value);
    }

    /// <summary>Decides; after this nothing is remembered any more.</summary>
    public void Settle()
    {
        _sample.RemoveAll(value => !double.IsFinite(value));
        _sample.Sort();
        if (_sample.Count == 0) return;
        var median = _sample[_sample.Count / 2];
        var values = Different(value => value);
        var (merged, left) = (values - Different(value => (float)value), values - Different(value => (float)(value - median)));
        if (merged > MostMerged * values && 2 * left < merged) Offset = median;
    }

    private int Different(Func<double, double> of)
    {
        var count = 1;
        for (var i = 1; i < _sample.Count; i++)
            if (of(_sample[i]) != of(_sample[i - 1])) count++;
        return count;
    }
}
