using MLNetDeep.Data.Augmenting;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>
/// Changes the log-mel frames of one sound: with noise, moved in time, masked, in this order. SpecAugment: Park et al., SpecAugment: A Simple Data Augmentation Method for Automatic Speech Recognition (2019),
/// without its time warping, which its authors found to matter least. Noise is added to the energies of the bands, which is what noise in the samples comes to on average, at a small part of the cost.
/// </summary>
internal sealed class FrameAugmenter
{
    // Noise is at most so much softer than the softest that the options ask for, in decibels.
    private const double NoiseRange = 30;

    private readonly SoundTrainerOptions _options;
    private readonly int _frames, _bands, _farthest, _longestMask, _widestMask;
    private readonly NoiseBand[] _noise;

    public FrameAugmenter(SoundTrainerOptions options, LogMel mel, SoundShape shape)
    {
        (_options, _frames, _bands) = (options, shape.Frames, shape.Bands);
        (_farthest, _longestMask, _widestMask) = (Share(options.TimeShift, _frames), Share(options.TimeMaskLength, _frames), Share(options.FrequencyMaskWidth, _bands));
        _noise = [.. mel.Noise()];
    }

    /// <summary>Changes the frames where they are.</summary>
    public void Apply(Span<float> frames, ref RowRandom random)
    {
        if (random.Chance(_options.NoiseProbability)) AddNoise(frames, ref random);
        if (_farthest > 0) Shift(frames, random.Between(-_farthest, _farthest));
        var mean = Mean(frames);
        for (var i = 0; i < _options.TimeMasks; i++) MaskTime(frames, mean, ref random);
        for (var i = 0; i < _options.FrequencyMasks; i++) MaskBands(frames, mean, ref random);
    }

    private void AddNoise(Span<float> frames, ref RowRandom random)
    {
        var signal = Energy(frames, out var heard);
        if (heard == 0) return;
        // From white, whose energy is the same at all frequencies, to pink, which has less by 3 decibels an octave.
        var slope = random.NextDouble();
        Span<double> levels = stackalloc double[_bands];
        var sum = 0.0;
        for (var b = 0; b < _bands; b++) sum += levels[b] = _noise[b].Width * Math.Pow(_noise[b].Frequency, -slope);
        var decibels = random.Between(_options.NoiseDecibels, _options.NoiseDecibels + NoiseRange);
        var factor = signal / heard * Math.Pow(10, -decibels / 10) / sum;
        for (var at = 0; at < frames.Length; at += _bands)
        {
            var frame = frames.Slice(at, _bands);
            if (!LogMel.IsHeard(frame)) continue;
            for (var b = 0; b < _bands; b++)
                frame[b] = (float)Math.Log(Math.Exp(frame[b]) + (factor * levels[b] * Math.Exp(_noise[b].Deviation * random.Normal())));
        }
    }

    private double Energy(ReadOnlySpan<float> frames, out int heard)
    {
        var sum = 0.0;
        heard = 0;
        for (var at = 0; at < frames.Length; at += _bands)
        {
            var frame = frames.Slice(at, _bands);
            if (!LogMel.IsHeard(frame)) continue;
            heard++;
            foreach (var band in frame) sum += Math.Exp(band);
        }
        return sum;
    }

    // What leaves at one end is gone, and silence comes in at the other.
    private void Shift(Span<float> frames, int by)
    {
        var (length, kept) = (Math.Abs(by) * _bands, (_frames - Math.Abs(by)) * _bands);
        if (by > 0) frames[..kept].CopyTo(frames[length..]);
        else frames[length..].CopyTo(frames);
        (by > 0 ? frames[..length] : frames[kept..]).Fill(LogMel.Floor);
    }

    // What the network sees as 0.
    private float Mean(ReadOnlySpan<float> frames)
    {
        var (sum, count) = (0.0, 0);
        for (var at = 0; at < frames.Length; at += _bands)
        {
            var frame = frames.Slice(at, _bands);
            if (!LogMel.IsHeard(frame)) continue;
            foreach (var band in frame) sum += band;
            count += _bands;
        }
        return count == 0 ? LogMel.Floor : (float)(sum / count);
    }

    private void MaskTime(Span<float> frames, float mean, ref RowRandom random)
    {
        var length = random.Between(0, _longestMask);
        var from = random.Between(0, _frames - length);
        frames.Slice(from * _bands, length * _bands).Fill(mean);
    }

    private void MaskBands(Span<float> frames, float mean, ref RowRandom random)
    {
        var width = random.Between(0, _widestMask);
        var from = random.Between(0, _bands - width);
        for (var at = 0; at < frames.Length; at += _bands)
            if (LogMel.IsHeard(frames.Slice(at, _bands))) frames.Slice(at + from, width).Fill(mean);
    }

    private static int Share(double share, int of) => (int)Math.Round(share * of);
}
