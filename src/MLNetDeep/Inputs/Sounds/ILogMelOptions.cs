using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>What says how sounds become log-mel frames.</summary>
internal interface ILogMelOptions
{
    /// <summary>The rate that sounds are resampled to, in Hz; 0 for their own.</summary>
    int SampleRate { get; }

    /// <summary>The length of a frame.</summary>
    double WindowMilliseconds { get; }

    /// <summary>From the start of one frame to that of the next.</summary>
    double HopMilliseconds { get; }

    /// <summary>Mel bands.</summary>
    int MelBands { get; }

    /// <summary>Where the lowest band begins, in Hz.</summary>
    double LowestFrequency { get; }

    /// <summary>Where the highest band ends, in Hz; 0 for half of the sample rate.</summary>
    double HighestFrequency { get; }
}

/// <summary>Checks of the options that say how sounds become log-mel frames, and what they come to.</summary>
internal static class LogMelOptionChecks
{
    private const int MostBands = 512;

    public static void Check(ILogMelOptions options, OptionFaults faults)
    {
        faults.Require(options.SampleRate is 0 or (>= SoundDecoder.LowestRate and <= SoundDecoder.HighestRate),
            $"{nameof(options.SampleRate)} must be from {SoundDecoder.LowestRate} to {SoundDecoder.HighestRate}, or 0 to find it out, but was {options.SampleRate}.");
        faults.Between(nameof(options.WindowMilliseconds), options.WindowMilliseconds, 1, 1000);
        faults.Between(nameof(options.HopMilliseconds), options.HopMilliseconds, 1, 1000);
        faults.Require(options.MelBands is >= 1 and <= MostBands, $"{nameof(options.MelBands)} must be from 1 to {MostBands}, but was {options.MelBands}.");
        faults.Require(options.LowestFrequency is >= 0 and < SoundDecoder.HighestRate,
            FormattableString.Invariant($"{nameof(options.LowestFrequency)} must be at least 0, but was {options.LowestFrequency}."));
        faults.Require(options.HighestFrequency == 0 || options.HighestFrequency > options.LowestFrequency, FormattableString.Invariant(
            $"{nameof(options.HighestFrequency)} must be above {nameof(options.LowestFrequency)} ({options.LowestFrequency}), or 0 for half of the sample rate, but was {options.HighestFrequency}."));
        if (options.SampleRate > 0 && Math.Max(options.HighestFrequency, options.LowestFrequency) > options.SampleRate / 2.0)
        {
            faults.Require(false, FormattableString.Invariant(
                $"{nameof(options.LowestFrequency)} and {nameof(options.HighestFrequency)} must be at most half of {nameof(options.SampleRate)} ({options.SampleRate / 2.0}), but were {options.LowestFrequency} and {options.HighestFrequency}."));
        }
    }

    /// <summary>The settings at a sample rate; what lies above half of it is not there.</summary>
    public static LogMelSettings Settings(ILogMelOptions options, int sampleRate)
    {
        var half = sampleRate / 2.0;
        var highest = options.HighestFrequency > 0 ? Math.Min(half, options.HighestFrequency) : half;
        if (options.LowestFrequency >= highest)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"{nameof(options.LowestFrequency)} ({options.LowestFrequency} Hz) is not below half of the sample rate of the sounds, {half} Hz."));
        }
        int Samples(double milliseconds) => Math.Max(1, (int)Math.Round(milliseconds * sampleRate / 1000));
        return new LogMelSettings(sampleRate, Math.Max(4, Samples(options.WindowMilliseconds)), Samples(options.HopMilliseconds), options.MelBands, options.LowestFrequency, highest);
    }
}
