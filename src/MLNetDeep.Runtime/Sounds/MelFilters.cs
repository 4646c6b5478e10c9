namespace MLNetDeep.Runtime;

/// <summary>
/// Triangles over the bins of a spectrum, evenly spaced on HTK's mel scale, mel = 2595 log10(1 + f / 700), each reaching from the centre of the one before, at 0, by its own, at 1, to that of the next.
/// </summary>
internal sealed class MelFilters
{
    private const int LongestFft = 1 << 16;

    private readonly (int First, float[] Weights)[] _bands;

    private MelFilters(int fftLength, (int First, float[] Weights)[] bands) => (FftLength, _bands) = (fftLength, bands);

    /// <summary>The length of the Fourier transform: a power of two from the window's length up, as large as it takes for every band to have a bin.</summary>
    public int FftLength { get; }

    /// <summary>Makes the filters.</summary>
    public static MelFilters Create(LogMelSettings settings)
    {
        var length = 1;
        while (length < settings.WindowLength) length *= 2;
        while (true)
        {
            var bands = Bands(settings, length);
            if (length >= LongestFft || Array.TrueForAll(bands, band => band.Weights.Length > 0)) return new MelFilters(length, bands);
            length *= 2;
        }
    }

    /// <summary>The weighted sums of powers.</summary>
    /// <param name="powers">Of the bins, half the length of the transform and one more.</param>
    /// <param name="bands">Room for the bands.</param>
    public void Apply(ReadOnlySpan<float> powers, Span<float> bands)
    {
        for (var b = 0; b < bands.Length; b++)
        {
            var (first, weights) = _bands[b];
            var sum = 0f;
            for (var i = 0; i < weights.Length; i++) sum += weights[i] * powers[first + i];
            bands[b] = sum;
        }
    }

    /// <summary>What white noise is like in each band.</summary>
    public IEnumerable<NoiseBand> Noise(LogMelSettings settings)
    {
        // Neighbouring bins of a window that was lengthened by zeros, and of Hann's, are not independent.
        var independent = settings.WindowLength / (1.5 * FftLength);
        for (var b = 0; b < _bands.Length; b++)
        {
            var (first, weights) = _bands[b];
            double sum = weights.Sum(), squares = weights.Sum(w => (double)w * w);
            var bins = squares > 0 ? Math.Max(1, sum * sum / squares * independent) : 1;
            yield return new NoiseBand(sum, Math.Max(1, (first + (weights.Length / 2.0)) * settings.SampleRate / FftLength), Math.Sqrt(Math.Log(1 + (1 / bins))));
        }
    }

    private static (int First, float[] Weights)[] Bands(LogMelSettings settings, int length)
    {
        var (low, high) = (Mel(settings.LowestFrequency), Mel(settings.HighestFrequency));
        double Edge(int i) => Hertz(low + ((high - low) * i / (settings.Bands + 1)));
        return [.. Enumerable.Range(0, settings.Bands).Select(b => Triangle(Edge(b), Edge(b + 1), Edge(b + 2), (double)settings.SampleRate / length, length / 2))];
    }

    private static (int First, float[] Weights) Triangle(double from, double centre, double to, double binWidth, int lastBin)
    {
        var (first, last) = ((int)Math.Floor(from / binWidth) + 1, Math.Min(lastBin, (int)Math.Ceiling(to / binWidth) - 1));
        if (last < first) return (0, []);
        return (first, [.. Enumerable.Range(first, last - first + 1).Select(bin => bin * binWidth)
            .Select(f => (float)(f <= centre ? (f - from) / (centre - from) : (to - f) / (to - centre)))]);
    }

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}

/// <summary>What noise is like in a band.</summary>
/// <param name="Width">The energy of white noise, as a multiple of that in one bin.</param>
/// <param name="Frequency">The band's middle, in Hz.</param>
/// <param name="Deviation">The standard deviation of the energy's logarithm from frame to frame.</param>
internal readonly record struct NoiseBand(double Width, double Frequency, double Deviation);
