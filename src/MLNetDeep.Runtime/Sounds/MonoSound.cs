namespace MLNetDeep.Runtime;

/// <summary>A sound with one channel.</summary>
/// <param name="Samples">Its samples, from -1 to 1 at full scale.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Channels">The channels that were mixed to one.</param>
internal sealed record MonoSound(float[] Samples, int SampleRate, int Channels = 1)
{
    /// <summary>How long it is.</summary>
    public double Seconds => (double)Samples.Length / SampleRate;

    /// <summary>Whether nothing is to be heard: every sample is 0.</summary>
    public bool IsSilent => !Samples.AsSpan().ContainsAnyExcept(0f);

    /// <summary>Samples that are a sound already.</summary>
    /// <exception cref="ContentException">There are none, or one is not finite.</exception>
    public static MonoSound Of(float[] samples, int sampleRate, string? path = null, int channels = 1)
    {
        if (samples.Length == 0) throw ContentException.OfSound(path, "has no samples");
        var bad = Array.FindIndex(samples, sample => !float.IsFinite(sample));
        return bad < 0 ? new MonoSound(samples, sampleRate, channels)
            : throw ContentException.OfSound(path, FormattableString.Invariant($"has a sample that is not finite ({samples[bad]}, at position {bad + 1} of {samples.Length})"));
    }
}
