using MLNetDeep.Inputs.Sounds;

namespace MLNetDeep;

/// <summary>How sounds become log-mel frames by <see cref="DeepTransformsCatalog.LogMel"/>: as the options of trainers for sounds say it.</summary>
public sealed class LogMelOptions : ILogMelOptions
{
    /// <summary>
    /// The sample rate in Hz that sounds are resampled to, at least 1000; for a column of samples, the rate that these have. Default 16000.
    /// </summary>
    public int SampleRate { get; set; } = 16_000;

    /// <summary>The length of a frame in milliseconds (Hann window). Default 25.</summary>
    public double WindowMilliseconds { get; set; } = 25;

    /// <summary>From the start of one frame to that of the next, in milliseconds. Default 10.</summary>
    public double HopMilliseconds { get; set; } = 10;

    /// <summary>The number of mel bands, on HTK's mel scale. Default 40.</summary>
    public int MelBands { get; set; } = 40;

    /// <summary>Where the lowest mel band begins, in Hz. Default 20.</summary>
    public double LowestFrequency { get; set; } = 20;

    /// <summary>Where the highest mel band ends, in Hz; 0 for half of the sample rate (the default).</summary>
    public double HighestFrequency { get; set; }

    /// <summary>
    /// Per-utterance normalization: the numbers of each sound less their mean, divided by their standard deviation; frames of digital silence do not count and become 0. Default true. Without it they are natural
    /// logarithms of energies, at least that of 1e-10.
    /// </summary>
    public bool Normalize { get; set; } = true;

    /// <summary>
    /// The length in seconds that all sounds get, which makes vectors of one length: of longer sounds the middle; shorter ones stand in the middle of silence. 0 leaves each its own (the default).
    /// </summary>
    public double Seconds { get; set; }

    internal LogMelOptions Checked()
    {
        var faults = new OptionFaults();
        LogMelOptionChecks.Check(this, faults);
        faults.Require(SampleRate > 0, $"{nameof(SampleRate)} must be stated.");
        faults.Between(nameof(Seconds), Seconds, 0, 3600);
        faults.ThrowIfAny(nameof(LogMelOptions));
        return (LogMelOptions)MemberwiseClone();
    }
}
