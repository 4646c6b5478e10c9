using System.Collections.Concurrent;
using NAudio.Dsp;

namespace MLNetDeep.Runtime;

/// <summary>
/// From samples to frames of log-mel energies: training and saved models both come through here, so that they see the same numbers. Each frame is a Hann window over the samples; its power spectrum, divided by
/// the sum of the window's squares so that white noise of variance v has v in every bin, goes through <see cref="MelFilters"/>; of each band the natural logarithm is taken, of 1e-10 where there is less.
/// Usable from several threads.
/// </summary>
internal sealed class LogMel
{
    /// <summary>The least energy of a band: below the rounding of 16 bits.</summary>
    public const float LeastEnergy = 1e-10f;

    /// <summary>The logarithm of the least energy: what digital silence becomes, and what fills up sounds that are shorter than a network's input.</summary>
    public static readonly float Floor = MathF.Log(LeastEnergy);

    private static readonly ConcurrentDictionary<LogMelSettings, LogMel> Made = new();

    private readonly MelFilters _filters;
    private readonly float[] _window;
    private readonly float _scale;
    private readonly ConcurrentBag<Workspace> _free = [];

    private LogMel(LogMelSettings settings)
    {
        (Settings, _filters) = (settings, MelFilters.Create(settings));
        _window = [.. Enumerable.Range(0, settings.WindowLength).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / settings.WindowLength))))];
        // NAudio divides the transform by its length.
        _scale = (float)((double)_filters.FftLength * _filters.FftLength / _window.Sum(w => (double)w * w));
    }

    public LogMelSettings Settings { get; }

    /// <summary>That of these settings; made once in a process.</summary>
    public static LogMel Of(LogMelSettings settings) => Made.GetOrAdd(settings, made => new LogMel(made));

    /// <summary>What white noise is like in each band.</summary>
    public IEnumerable<NoiseBand> Noise() => _filters.Noise(Settings);

    /// <summary>All frames of a sound, one behind the other, each with its bands from low to high.</summary>
    public float[] Frames(MonoSound sound)
    {
        var samples = Resampling.To(Settings.SampleRate, sound.Samples, sound.SampleRate);
        var output = new float[Settings.FramesOf(samples.Length) * Settings.Bands];
        Fill(samples, output);
        return output;
    }

    /// <summary>As many frames of a sound as there is room for: its middle where it is longer; where it is shorter it stands in the middle, between frames of <see cref="Floor"/>.</summary>
    public void Fill(MonoSound sound, Span<float> output)
    {
        ReadOnlySpan<float> samples = Resampling.To(Settings.SampleRate, sound.Samples, sound.SampleRate);
        var wanted = output.Length / Settings.Bands;
        var most = (int)Math.Min(int.MaxValue, Settings.SamplesOf(wanted));
        if (samples.Length > most) samples = samples.Slice((samples.Length - most) / 2, most);
        var frames = Settings.FramesOf(samples.Length);
        var before = (wanted - frames) / 2;
        output.Fill(Floor);
        Fill(samples, output.Slice(before * Settings.Bands, frames * Settings.Bands));
    }

    /// <summary>
    /// Makes the frames standard, each sound by itself: less the mean of all its numbers and divided by their standard deviation. Frames of nothing but <see cref="Floor"/> do not count and become 0.
    /// </summary>
    public static void Standardize(Span<float> frames, int bands)
    {
        var (sum, squares, count) = (0.0, 0.0, 0L);
        for (var at = 0; at < frames.Length; at += bands)
        {
            if (!IsHeard(frames.Slice(at, bands))) continue;
            foreach (var value in frames.Slice(at, bands)) (sum, squares) = (sum + value, squares + ((double)value * value));
            count += bands;
        }
        var mean = sum / Math.Max(1, count);
        var scale = 1 / Math.Sqrt(Math.Max(0, (squares / Math.Max(1, count)) - (mean * mean)) + LeastVariance);
        for (var at = 0; at < frames.Length; at += bands)
        {
            var frame = frames.Slice(at, bands);
            if (!IsHeard(frame)) frame.Clear();
            else foreach (ref var value in frame) value = (float)((value - mean) * scale);
        }
    }

    /// <summary>What is added to the variance of a sound before numbers are divided by its root.</summary>
    public const double LeastVariance = 1e-2;

    /// <summary>What a frame's loudest band is above where the frame counts: <see cref="Floor"/>, and a little more for rounding.</summary>
    public static float HeardAbove { get; } = Floor + 1e-3f;

    /// <summary>Whether a frame has more in it than digital silence.</summary>
    public static bool IsHeard(ReadOnlySpan<float> frame)
    {
        foreach (var value in frame)
            if (value > HeardAbove) return true;
        return false;
    }

    private void Fill(ReadOnlySpan<float> samples, Span<float> output)
    {
        if (!_free.TryTake(out var work)) work = new Workspace(_filters.FftLength);
        for (int at = 0, from = 0; at < output.Length; at += Settings.Bands, from += Settings.HopLength)
            Frame(samples[Math.Min(from, samples.Length)..], output.Slice(at, Settings.Bands), work);
        _free.Add(work);
    }

    private void Frame(ReadOnlySpan<float> samples, Span<float> bands, Workspace work)
    {
        var count = Math.Min(samples.Length, _window.Length);
        work.Samples.AsSpan(count).Clear();
        for (var i = 0; i < count; i++) work.Samples[i] = samples[i] * _window[i];
        work.Transform.RealForward(work.Samples, work.Spectrum);
        for (var i = 0; i < work.Powers.Length; i++)
        {
            var bin = work.Spectrum[i];
            work.Powers[i] = ((bin.X * bin.X) + (bin.Y * bin.Y)) * _scale;
        }
        _filters.Apply(work.Powers, bands);
        foreach (ref var band in bands) band = MathF.Log(Math.Max(LeastEnergy, band));
    }

    private sealed class Workspace(int length)
    {
        public FftProcessor Transform { get; } = new(length, FftWindowType.None);

        public float[] Samples { get; } = new float[length];

        public Complex[] Spectrum { get; } = new Complex[(length / 2) + 1];

        public float[] Powers { get; } = new float[(length / 2) + 1];
    }
}
