namespace MLNetDeep.Inputs.Tables;

/// <summary>What stands for the numbers of a table, worked out from what was remembered of the training rows.</summary>
internal sealed class NumberEncoder
{
    private readonly float[] _fill, _low, _inverse, _rise, _start;

    private NumberEncoder(NumberSketch numbers, TableTrainerOptions options)
    {
        var (isStandard, isRobust) = (options.NumericEncoding == NumericEncoding.Standard, options.NumericEncoding == NumericEncoding.Robust);
        float[][] sorted = isStandard ? [] : [.. Enumerable.Range(0, numbers.Width).Select(numbers.Sorted)];
        var most = options.NumericEncoding == NumericEncoding.PiecewiseLinear ? options.Bins : NumberPieces.ForQuantiles;
        var cuts = isRobust ? [] : sorted.Select(s => NumberPieces.Cuts(s, most)).ToArray();
        // What is stored has one size for all numbers: with bins the stated one, so that a network's size is known beforehand.
        Pieces = isStandard || isRobust ? 1 : options.NumericEncoding == NumericEncoding.PiecewiseLinear ? most : Math.Max(1, cuts.Select(c => c.Count - 1).DefaultIfEmpty(1).Max());
        var isQuantile = options.NumericEncoding == NumericEncoding.Quantile;
        _fill = new float[numbers.Width];
        (_low, _inverse) = (new float[numbers.Width * Pieces], new float[numbers.Width * Pieces]);
        (_rise, _start) = (new float[isQuantile ? numbers.Width * Pieces : 0], new float[isQuantile ? numbers.Width * Pieces : 0]);
        for (var number = 0; number < numbers.Width; number++)
        {
            if (isStandard) Standard(numbers, number);
            else if (isRobust) Robust(number, sorted[number]);
            else Cut(number, sorted[number], cuts[number]);
        }
    }

    /// <summary>Pieces of each number.</summary>
    public int Pieces { get; }

    public static NumberEncoder Of(NumberSketch numbers, TableTrainerOptions options) => new(numbers, options);

    public TableValues ToValues(float[] codes) => new() { Fill = _fill, Low = _low, Inverse = _inverse, Rise = _rise, Start = _start, Codes = codes };

    private void Standard(NumberSketch numbers, int number)
    {
        _fill[number] = _low[number] = (float)numbers.Mean(number);
        _inverse[number] = Inverse(numbers.Deviation(number));
    }

    private void Robust(int number, float[] sorted)
    {
        if (sorted.Length == 0) return;
        _fill[number] = _low[number] = Quantile(sorted, 0.5);
        var spread = (double)Quantile(sorted, 0.75) - Quantile(sorted, 0.25);
        _inverse[number] = Inverse(spread > 0 ? spread : ((double)sorted[^1] - sorted[0]) / 2);
    }

    // 0 for what never changes.
    private static float Inverse(double spread) => float.IsFinite((float)(1 / spread)) ? (float)(1 / spread) : 0;

    // Between two values by a straight line.
    private static float Quantile(float[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)place], sorted[Math.Min((int)place + 1, sorted.Length - 1)]);
        return (float)(below + ((place - (int)place) * ((double)above - below)));
    }

    // Pieces that a number does not have begin nowhere where a value's own is looked for, and stay 0 and give 0 where all are given.
    private void Cut(int number, float[] sorted, List<float> cuts)
    {
        _fill[number] = sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
        var first = number * Pieces;
        if (_start.Length > 0) _low.AsSpan(first + 1, Pieces - 1).Fill(float.PositiveInfinity);
        for (var piece = 0; piece < cuts.Count - 1; piece++)
        {
            _low[first + piece] = cuts[piece];
            _inverse[first + piece] = 1 / (cuts[piece + 1] - cuts[piece]);
            if (_start.Length == 0) continue;
            _start[first + piece] = NumberPieces.Normal(sorted, cuts[piece]);
            _rise[first + piece] = NumberPieces.Normal(sorted, cuts[piece + 1]) - _start[first + piece];
        }
    }
}
