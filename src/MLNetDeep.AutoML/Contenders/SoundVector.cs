using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>A column of sounds.</summary>
/// <param name="Name">The column.</param>
/// <param name="SampleRate">The rate that sounds are resampled to, and that samples have; 0 for their own.</param>
internal sealed record SoundColumn(string Name, int SampleRate);

/// <summary>Sounds as vectors of one length, for trainers that know no sounds: the log-mel frames of their middle second.</summary>
internal static class SoundVector
{
    // Classical trainers want one vector of one length, and not too long a one.
    private const double Seconds = 1, Milliseconds = 25;
    private const int Bands = 20, UsualRate = 16_000;

    /// <summary>From a column of sounds to a vector of numbers.</summary>
    public static IEstimator<ITransformer> Create(MLContext ml, SoundColumn column, string output) => ml.Deep().Transforms.LogMel(output, column.Name, new LogMelOptions
    {
        SampleRate = column.SampleRate > 0 ? column.SampleRate : UsualRate,
        Seconds = Seconds,
        HopMilliseconds = Milliseconds,
        MelBands = Bands,
    });
}
