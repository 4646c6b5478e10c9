using Microsoft.ML.SearchSpace;
using MLNetDeep.Inputs.Sounds;

namespace MLNetDeep;

/// <summary>The options of trainers of networks for sounds: how sounds become log-mel frames, and data augmentation.</summary>
public class SoundTrainerOptions : TrainerOptions, ILogMelOptions
{
    /// <summary>
    /// The sample rate in Hz that sounds are resampled to, at least 1000; for a column of samples, the rate that these have, and needed there. 0 takes that of most training sounds, or 16000 where that is
    /// higher (the default).
    /// </summary>
    public int SampleRate { get; set; }

    /// <summary>
    /// The length in seconds of what the network takes of a sound: of longer sounds the middle; shorter ones stand in the middle of silence. 0 takes the length that 95 % of the training sounds do not exceed, 10 at
    /// most (the default). The log says how many are longer.
    /// </summary>
    public double Seconds { get; set; }

    /// <summary>The length of a frame in milliseconds (Hann window). Default 25.</summary>
    public double WindowMilliseconds { get; set; } = 25;

    /// <summary>From the start of one frame to that of the next, in milliseconds. Default 10.</summary>
    [Range(5.0, 20.0, 10.0)]
    public double HopMilliseconds { get; set; } = 10;

    /// <summary>The number of mel bands, on HTK's mel scale. Default 40.</summary>
    [Range(24, 80, 40)]
    public int MelBands { get; set; } = 40;

    /// <summary>Where the lowest mel band begins, in Hz. Default 20.</summary>
    public double LowestFrequency { get; set; } = 20;

    /// <summary>Where the highest mel band ends, in Hz; 0 for half of the sample rate (the default).</summary>
    public double HighestFrequency { get; set; }

    /// <summary>Whether training sounds are augmented, anew in each epoch, as the options below say. Default true.</summary>
    [BooleanChoice(true)]
    public bool Augment { get; set; } = true;

    /// <summary>Time shift: sounds are moved by up to this share of the network's input, to either side. Default 0.1.</summary>
    [Range(0.0, 0.3, 0.1)]
    public double TimeShift { get; set; } = 0.1;

    /// <summary>
    /// SpecAugment (Park et al., SpecAugment, 2019): the number of stretches of frames that are masked in each sound, by its mean. Default 1.
    /// </summary>
    [Range(0, 3, 1)]
    public int TimeMasks { get; set; } = 1;

    /// <summary>SpecAugment: the longest time mask, as a share of the network's input; each is drawn from 0 to this. Default 0.15.</summary>
    public double TimeMaskLength { get; set; } = 0.15;

    /// <summary>SpecAugment: the number of ranges of mel bands that are masked in each sound, by its mean. Default 1.</summary>
    [Range(0, 3, 1)]
    public int FrequencyMasks { get; set; } = 1;

    /// <summary>SpecAugment: the widest frequency mask, as a share of the mel bands; each is drawn from 0 to this. Default 0.2.</summary>
    public double FrequencyMaskWidth { get; set; } = 0.2;

    /// <summary>The probability that stationary noise is added to a sound, from white to pink. Default 0.5.</summary>
    [Range(0.0, 0.8, 0.5)]
    public double NoiseProbability { get; set; } = 0.5;

    /// <summary>The lowest signal-to-noise ratio of that noise in decibels; it is drawn from this to 30 more. Default 5.</summary>
    public double NoiseDecibels { get; set; } = 5;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        LogMelOptionChecks.Check(this, faults);
        faults.Between(nameof(Seconds), Seconds, 0, 3600);
        faults.Between(nameof(TimeShift), TimeShift, 0, 1);
        faults.AtLeast(nameof(TimeMasks), TimeMasks, 0);
        faults.Between(nameof(TimeMaskLength), TimeMaskLength, 0, 1);
        faults.AtLeast(nameof(FrequencyMasks), FrequencyMasks, 0);
        faults.Between(nameof(FrequencyMaskWidth), FrequencyMaskWidth, 0, 1);
        faults.Between(nameof(NoiseProbability), NoiseProbability, 0, 1);
        faults.Between(nameof(NoiseDecibels), NoiseDecibels, -30, 100);
    }
}
