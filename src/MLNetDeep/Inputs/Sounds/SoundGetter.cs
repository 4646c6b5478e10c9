using Microsoft.ML;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>Takes what a row holds of a sound on the cursor's thread, in the cheapest form that may leave it; reading it is for any thread.</summary>
internal static class SoundGetter
{
    /// <summary>What copies a row's value.</summary>
    public static Func<object?> Open(DataViewRow row, DataViewSchema.Column column, SoundSource source) => source switch
    {
        SoundSource.Path => CursorCopies.OfText(row, column),
        SoundSource.Bytes => CursorCopies.OfVector<byte>(row, column),
        _ => CursorCopies.OfVector<float>(row, column),
    };

    /// <summary>Whether a copied value is no sound: an empty path, no bytes, or no samples.</summary>
    public static bool IsMissing(object? taken) => taken is null or "" or Array { Length: 0 };

    /// <summary>The sound of a copied value.</summary>
    /// <param name="taken">The value.</param>
    /// <param name="sampleRate">The rate of samples.</param>
    /// <exception cref="ContentException">It is no sound.</exception>
    public static MonoSound Decode(object? taken, int sampleRate) => taken switch
    {
        string path => SoundDecoder.Load(path),
        byte[] bytes => SoundDecoder.Decode(bytes),
        float[] samples => MonoSound.Of(samples, sampleRate),
        _ => throw ContentException.OfSound(null, "is missing"),
    };
}
