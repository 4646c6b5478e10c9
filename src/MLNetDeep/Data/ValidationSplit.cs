namespace MLNetDeep.Data;

/// <summary>
/// Says which rows are kept for validation: of each class the stated share, spread over the whole of it, by a rule that
/// needs only the seed and the order of the rows, so that data read again each epoch is split alike each time.
/// </summary>
internal sealed class ValidationSplit(double fraction, int seed, int classes)
{
    private readonly long[] _seen = new long[classes];

    public bool KeepsAny => fraction > 0;

    /// <summary>About how many rows there will be to train on and to validate on: rather a few more than fewer. 0 where nothing is known.</summary>
    /// <param name="training">How many there are to train on, where that is known.</param>
    /// <param name="all">How many rows there are at most, where that is known.</param>
    public (long Training, long Validation) Parts(long? training, long? all)
    {
        // Of each class one is drawn in every stretch: a row more or fewer.
        long Most(double rows) => (long)rows + 2 + (2 * classes);
        if (training is { } trained) return (trained, fraction <= 0 ? 0 : Most(trained * fraction / (1 - fraction)));
        return all is { } rows ? (Most(rows * (1 - fraction)), fraction <= 0 ? 0 : Most(rows * fraction)) : (0, 0);
    }

    /// <summary>Forgets the rows seen, for another pass.</summary>
    public ValidationSplit Again() => new(fraction, seed, classes);

    /// <summary>Whether the next row, of this class, is for validation.</summary>
    public bool Next(long label)
    {
        var n = _seen[label]++;
        if (fraction <= 0) return false;
        // Above a half it is the rows for training that are drawn: at most one in any stretch.
        return fraction <= 0.5 ? IsDrawn(n, fraction, label) : !IsDrawn(n, 1 - fraction, label);
    }

    // In every stretch of 1/share rows of a class one is drawn.
    private bool IsDrawn(long n, double share, long label)
    {
        var stretch = (long)(n * share);
        return Drawn(stretch, share, label) == n || Drawn(stretch + 1, share, label) == n || (stretch > 0 && Drawn(stretch - 1, share, label) == n);
    }

    private long Drawn(long stretch, double share, long label) => (long)((stretch + Uniform(stretch, label)) / share);

    // SplitMix64 of seed, class and stretch.
    private double Uniform(long stretch, long label)
    {
        var z = ((ulong)(uint)seed * 0x9E3779B97F4A7C15UL) + ((ulong)label * 0xD1B54A32D192ED03UL) + ((ulong)stretch * 0x8CB92BA72F3D8DD7UL) + 0x632BE59BD9B4E019UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
