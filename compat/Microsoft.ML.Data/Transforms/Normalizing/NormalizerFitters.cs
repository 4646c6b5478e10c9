using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>Sees the rows of one column, then says what the normalizer does to each slot.</summary>
internal abstract class NormalizerFitter<T>(int slots) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected int Slots { get; } = slots;

    /// <summary>Takes one value of one slot; missing values do not come here.</summary>
    protected abstract void AddValue(int slot, T value);

    internal abstract SlotFunctions<T> Finish();

    internal void Add(ReadOnlySpan<T> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!T.IsNaN(row[i]))
                AddValue(i, row[i]);
        }
    }
}

internal abstract class RangeFitter<T> : NormalizerFitter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected T[] Minimum { get; }

    protected T[] Maximum { get; }

    protected RangeFitter(int slots) : base(slots)
    {
        Minimum = new T[slots];
        Maximum = new T[slots];
        Array.Fill(Minimum, T.PositiveInfinity);
        Array.Fill(Maximum, T.NegativeInfinity);
    }

    protected override void AddValue(int slot, T value)
    {
        Minimum[slot] = T.Min(Minimum[slot], value);
        Maximum[slot] = T.Max(Maximum[slot], value);
    }

    internal override SlotFunctions<T> Finish()
    {
        T[] scale = new T[Slots];
        T[] offset = new T[Slots];
        for (int i = 0; i < Slots; i++)
        {
            // A constant slot, and one never seen, is answered with 0.
            if (T.IsFinite(Minimum[i]) && T.IsFinite(Maximum[i]) && Minimum[i] < Maximum[i])
                (scale[i], offset[i]) = Affine(i);
        }
        return new AffineFunctions<T>(scale, offset);
    }

    protected abstract (T Scale, T Offset) Affine(int slot);
}

internal sealed class MinMaxFitter<T>(int slots, bool fixZero) : RangeFitter<T>(slots)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override (T Scale, T Offset) Affine(int slot) => fixZero
        ? (T.One / T.Max(T.Abs(Minimum[slot]), T.Abs(Maximum[slot])), T.Zero)
        : (T.One / (Maximum[slot] - Minimum[slot]), Minimum[slot]);
}

/// <summary>Centres on the median; the scale is the stated share of the whole range, as in the original.</summary>
internal sealed class RobustFitter<T>(int slots, bool centerData, uint quantileMin, uint quantileMax) : RangeFitter<T>(slots)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<T>[] _values = SlotValues.Create<T>(slots);

    protected override void AddValue(int slot, T value)
    {
        base.AddValue(slot, value);
        _values[slot].Add(value);
    }

    protected override (T Scale, T Offset) Affine(int slot)
    {
        T share = T.CreateChecked(quantileMax - quantileMin) / T.CreateChecked(100);
        return (T.One / ((Maximum[slot] - Minimum[slot]) * share), centerData ? Median(_values[slot]) : T.Zero);
    }

    private static T Median(List<T> values)
    {
        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / T.CreateChecked(2);
    }
}

internal sealed class MeanVarianceFitter<T>(int slots, bool fixZero, bool useCdf, bool useLog) : NormalizerFitter<T>(slots)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly long[] _count = new long[slots];
    private readonly double[] _mean = new double[slots];
    private readonly double[] _squares = new double[slots];

    protected override void AddValue(int slot, T value)
    {
        double x = double.CreateChecked(value);
        if (useLog)
            x = x > 0 ? Math.Log(x) : double.NaN;
        if (!double.IsFinite(x))
            return;
        // Welford: no loss of digits when the mean is large.
        double delta = x - _mean[slot];
        _mean[slot] += delta / ++_count[slot];
        _squares[slot] += delta * (x - _mean[slot]);
    }

    internal override SlotFunctions<T> Finish()
    {
        T[] first = new T[Slots];
        T[] second = new T[Slots];
        for (int i = 0; i < Slots; i++)
        {
            double variance = _count[i] == 0 ? 0 : _squares[i] / _count[i];
            (double a, double b) = useCdf ? (_mean[i], Math.Sqrt(variance)) : Affine(_mean[i], variance);
            (first[i], second[i]) = (T.CreateSaturating(a), T.CreateSaturating(b));
        }
        return useCdf ? new CdfFunctions<T>(first, second, useLog) : new AffineFunctions<T>(first, second);
    }

    private (double Scale, double Offset) Affine(double mean, double variance)
    {
        if (variance == 0)
            return (0, 0);
        return fixZero ? (1 / Math.Sqrt(mean * mean + variance), 0) : (1 / Math.Sqrt(variance), mean);
    }
}

/// <summary>Bins with about the same number of values each; a bin ends half way to the next value.</summary>
internal sealed class BinFitter<T>(int slots, bool fixZero, int maximumBinCount) : NormalizerFitter<T>(slots)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<T>[] _values = SlotValues.Create<T>(slots);

    protected override void AddValue(int slot, T value) => _values[slot].Add(value);

    internal override SlotFunctions<T> Finish()
    {
        T[][] bounds = new T[Slots][];
        T[] offset = new T[Slots];
        for (int i = 0; i < Slots; i++)
        {
            bounds[i] = Bounds(_values[i]);
            if (fixZero)
                offset[i] = BinFunctions<T>.Place(bounds[i], T.Zero);
        }
        return new BinFunctions<T>(bounds, offset);
    }

    private T[] Bounds(List<T> values)
    {
        values.Sort();
        var bounds = new List<T>();
        int taken = 0;
        while (taken < values.Count && bounds.Count < maximumBinCount - 1)
        {
            int want = (values.Count - taken + maximumBinCount - bounds.Count - 1) / (maximumBinCount - bounds.Count);
            int end = taken + want;
            while (end < values.Count && values[end] == values[end - 1])
                end++;
            if (end >= values.Count)
                break;
            bounds.Add((values[end - 1] + values[end]) / T.CreateChecked(2));
            taken = end;
        }
        bounds.Add(T.PositiveInfinity);
        return [.. bounds];
    }
}

internal static class SlotValues
{
    internal static List<T>[] Create<T>(int slots)
    {
        var lists = new List<T>[slots];
        for (int i = 0; i < slots; i++)
            lists[i] = [];
        return lists;
    }
}
