namespace MLNetDeep.Inputs.Tables;

/// <summary>
/// What is remembered of the numbers of the training rows: means, deviations, which were missing, and whole rows drawn so that
/// each is as likely as any other (Vitter's algorithm R), from which quantiles are read.
/// </summary>
internal sealed class NumberSketch(int width, int rows, int seed)
{
    private readonly WideNumber?[] _wide = new WideNumber?[width];
    private readonly Random _random = new(seed);
    private readonly float[] _sample = new float[(long)width * rows];
    private readonly double[] _sums = new double[width], _squares = new double[width], _first = new double[width];
    private readonly long[] _counts = new long[width];
    private readonly double[] _least = new double[width], _greatest = new double[width];
    private long _seen;

    public int Width => width;

    /// <summary>Rows to remember: a share of the memory budget, no more than quantiles need, no fewer than make them useful.</summary>
    public static int RowsFor(int width, long budget) => (int)Math.Clamp(budget / 8 / Math.Max(1, width * sizeof(float)), 256, 100_000);

    /// <summary>Remembers a number in 64 bits too.</summary>
    public void Widen(int number) => _wide[number] = new WideNumber(rows);

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its numbers.</param>
    /// <param name="wide">For numbers that are remembered in 64 bits: the number.</param>
    public void Add(ReadOnlySpan<float> row, Func<int, double>? wide = null)
    {
        var slot = _seen < rows ? _seen : _random.NextInt64(_seen + 1);
        for (var i = 0; i < row.Length; i++)
        {
            double value = row[i];
            if (_wide[i] is { } number && float.IsFinite(row[i])) number.Set(slot, value = wide!(i));
            else _wide[i]?.Set(slot, double.NaN);
            Add(i, value);
        }
        if (slot < rows) row.CopyTo(_sample.AsSpan((int)slot * width, width));
        _seen++;
    }

    /// <summary>Ends the remembering: finds what is subtracted from numbers in 64 bits.</summary>
    public void Settle()
    {
        foreach (var number in _wide) number?.Settle();
    }

    /// <summary>What is subtracted from a number before it becomes one of 32 bits.</summary>
    public double Offset(int number) => _wide[number]?.Offset ?? 0;

    /// <summary>Whether the number has one value in all rows that have it, or no row has it.</summary>
    public bool IsConstant(int number) => _counts[number] == 0 || _least[number] == _greatest[number];

    /// <summary>Whether some row had none.</summary>
    public bool HasMissing(int number) => _counts[number] < _seen;

    public double Mean(int number) => _counts[number] == 0 ? 0 : _first[number] - Offset(number) + (_sums[number] / _counts[number]);

    /// <summary>The deviation; 0 where the number never changes.</summary>
    public double Deviation(int number)
    {
        if (_counts[number] == 0) return 0;
        var mean = _sums[number] / _counts[number];
        return Math.Sqrt(Math.Max(0, (_squares[number] / _counts[number]) - (mean * mean)));
    }

    /// <summary>The remembered values of a number in rising order, without those that are missing.</summary>
    public float[] Sorted(int number)
    {
        if (Offset(number) != 0) return _wide[number]!.Sorted;
        var count = (int)Math.Min(_seen, rows);
        var values = new List<float>(count);
        for (var i = 0; i < count; i++)
            if (_sample[((long)i * width) + number] is var value && float.IsFinite(value)) values.Add(value);
        values.Sort();
        return [.. values];
    }

    // Sums of distances from the first value: squares of large numbers that lie close together would swallow their spread.
    private void Add(int number, double value)
    {
        if (!double.IsFinite(value)) return;
        if (_counts[number]++ == 0) _first[number] = _least[number] = _greatest[number] = value;
        _least[number] = Math.Min(_least[number], value);
        _greatest[number] = Math.Max(_greatest[number], value);
        var distance = value - _first[number];
        _sums[number] += distance;
        _squares[number] += distance * distance;
    }
}
