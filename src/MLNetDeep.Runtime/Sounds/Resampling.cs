using NAudio.Dsp;

namespace MLNetDeep.Runtime;

/// <summary>Changes sample rates: NAudio's windowed-sinc interpolation, which leaves out what the lower of both rates cannot hold.</summary>
internal static class Resampling
{
    private const int Taps = 64, Phases = 32;

    /// <summary>The samples at another rate; the same array where it is the same.</summary>
    public static float[] To(int rate, float[] samples, int from)
    {
        if (rate == from) return samples;
        var resampler = new WdlResampler();
        resampler.SetMode(interp: true, filtercnt: 0, sinc: true, Taps, Phases);
        resampler.SetFeedMode(true);
        resampler.SetRates(from, rate);
        // What is behind the last sample is silence, or the filter would keep the end to itself; its length is in samples of the input, and more of them where the rate falls.
        var tail = Taps * Math.Max(1, (from / rate) + 1);
        var prepared = resampler.ResamplePrepare(samples.Length + tail, 1, out var room);
        var given = room[..Math.Min(prepared, samples.Length + tail)];
        samples.CopyTo(given);
        given[samples.Length..].Clear();
        var output = new float[Math.Max(1, (int)Math.Round((double)samples.Length * rate / from))];
        var made = resampler.ResampleOut(output, given.Length, output.Length, 1);
        return made == output.Length ? output : output[..Math.Max(1, made)];
    }
}
