using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>
/// Reads sound files exactly as trainers and saved models read columns of paths and of bytes: WAV files of PCM with 8, 16, 24 or 32 bits, of floating-point numbers with 32 or 64 bits, of A-law and of µ-law, told by content and
/// not by name; of several channels the mean is taken. For applications that hold samples, and for looking through files before a training.
/// </summary>
public static class SoundFiles
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its samples, from -1 to 1 at full scale, and how many there are for a second.</returns>
    /// <exception cref="InvalidDataException">There is no such file, or it is not a whole sound.</exception>
    public static (float[] Samples, int SampleRate) Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Make(() => SoundDecoder.Load(path));
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="encoded">The bytes.</param>
    /// <returns>Its samples, from -1 to 1 at full scale, and how many there are for a second.</returns>
    /// <exception cref="InvalidDataException">They are not a whole sound.</exception>
    public static (float[] Samples, int SampleRate) Decode(byte[] encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        return Make(() => SoundDecoder.Decode(encoded));
    }

    /// <summary>Decodes a file and says why it cannot be used: "it is empty", "it ends early"; null where it can.</summary>
    /// <param name="path">The file.</param>
    public static string? FindFault(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            SoundDecoder.Load(path);
            return null;
        }
        catch (ContentException e)
        {
            return e.Reason;
        }
    }

    private static (float[] Samples, int SampleRate) Make(Func<MonoSound> read)
    {
        try
        {
            var sound = read();
            return (sound.Samples, sound.SampleRate);
        }
        catch (ContentException e)
        {
            throw new InvalidDataException($"{char.ToUpperInvariant(e.Message[0])}{e.Message[1..]}.", e);
        }
    }
}
