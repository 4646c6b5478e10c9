using NAudio.Codecs;
using NAudio.Wave;

namespace MLNetDeep.Runtime;

/// <summary>
/// Decodes WAV files by NAudio: PCM of 8, 16, 24 and 32 bits, floating-point numbers of 32 and 64 bits, A-law and µ-law, of any number of channels, whose mean is taken. Files that end early, and
/// headers that cannot be true, are refused.
/// </summary>
internal static class SoundDecoder
{
    /// <summary>The formats that are read, for messages.</summary>
    public const string Formats = "WAV files of PCM (8, 16, 24 or 32 bits), floating-point numbers, A-law or µ-law";

    /// <summary>The sample rates that are read, in Hz.</summary>
    public const int LowestRate = 1_000, HighestRate = 768_000;

    private const int MostChannels = 64;

    // Programs that write into a pipe do not know the size when they write the header, and state the largest there is, or about half of that.
    private const uint UnknownSize = 0x7FFF_0000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ContentException">It is no sound.</exception>
    public static MonoSound Load(string path) => Decode(Read(path), path);

    /// <summary>Decodes the bytes of a file.</summary>
    /// <param name="encoded">The bytes.</param>
    /// <param name="path">Where they come from, for messages; null for nowhere.</param>
    /// <exception cref="ContentException">They are no sound.</exception>
    public static MonoSound Decode(byte[] encoded, string? path = null)
    {
        CheckStart(encoded, path);
        try
        {
            using var reader = new WaveFileReader(new MemoryStream(encoded, writable: false));
            var format = reader.WaveFormat;
            CheckFormat(format, path);
            var samples = Mixed(Samples(reader), format.Channels);
            return MonoSound.Of(samples, format.SampleRate, path, format.Channels);
        }
        catch (Exception e) when (e is not ContentException and not OutOfMemoryException)
        {
            // Whatever NAudio throws at a damaged header, the file is at fault.
            throw ContentException.OfSound(path, $"is damaged: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] Read(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw ContentException.NoPath();
        if (!File.Exists(path)) throw ContentException.NoFile(path);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ContentException.OfSound(path, $"cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    // NAudio reads what is there of a file that was cut off.
    private static void CheckStart(byte[] encoded, string? path)
    {
        if (encoded.Length == 0) throw ContentException.OfSound(path, "is empty");
        if (encoded.Length < 12 || !encoded.AsSpan(0, 4).SequenceEqual("RIFF"u8) || !encoded.AsSpan(8, 4).SequenceEqual("WAVE"u8))
            throw ContentException.OfSound(path, $"is not a sound that can be read: {Formats} are");
        // The size is that behind it; what fills an odd chunk up may be left out at the end of a file.
        var stated = BitConverter.ToUInt32(encoded, 4);
        if (stated < UnknownSize && stated + 7L > encoded.Length) throw ContentException.OfSound(path, "ends early");
    }

    private static void CheckFormat(WaveFormat format, string? path)
    {
        if (format.SampleRate is < LowestRate or > HighestRate)
            throw ContentException.OfSound(path, FormattableString.Invariant($"states a sample rate of {format.SampleRate} Hz, and {LowestRate} to {HighestRate} Hz are read"));
        if (format.Channels is < 1 or > MostChannels) throw ContentException.OfSound(path, $"states {format.Channels} channels, and 1 to {MostChannels} are read");
        var bits = format.BitsPerSample;
        var isRead = format.AsStandardWaveFormat().Encoding switch
        {
            WaveFormatEncoding.Pcm => bits is 8 or 16 or 24 or 32,
            WaveFormatEncoding.IeeeFloat => bits is 32 or 64,
            WaveFormatEncoding.ALaw or WaveFormatEncoding.MuLaw => bits is 8,
            _ => false,
        };
        if (!isRead) throw ContentException.OfSound(path, $"is of the format {format.Encoding} with {bits} bits a sample: {Formats} are read");
        if (format.BlockAlign != format.Channels * bits / 8) throw ContentException.OfSound(path, $"is damaged: {format.Channels} channels of {bits} bits do not make {format.BlockAlign} bytes");
    }

    private static float[] Samples(WaveFileReader reader)
    {
        var format = reader.WaveFormat;
        if (format.Encoding is WaveFormatEncoding.ALaw or WaveFormatEncoding.MuLaw) return Companded(reader, format.Encoding == WaveFormatEncoding.ALaw);
        var samples = new float[reader.Length / (format.BitsPerSample / 8) / format.Channels * format.Channels];
        // A provider may give fewer than asked for.
        var provider = reader.ToSampleProvider();
        for (int at = 0, got = 1; at < samples.Length && got > 0; at += got) got = provider.Read(samples.AsSpan(at));
        return samples;
    }

    private static float[] Companded(WaveFileReader reader, bool isALaw)
    {
        var bytes = new byte[reader.Length];
        reader.ReadExactly(bytes);
        return Array.ConvertAll(bytes, one => (isALaw ? ALawDecoder.ALawToLinearSample(one) : MuLawDecoder.MuLawToLinearSample(one)) / 32768f);
    }

    private static float[] Mixed(float[] samples, int channels)
    {
        if (channels == 1) return samples;
        var mixed = new float[samples.Length / channels];
        for (var i = 0; i < mixed.Length; i++)
        {
            var sum = 0f;
            for (var c = 0; c < channels; c++) sum += samples[(i * channels) + c];
            mixed[i] = sum / channels;
        }
        return mixed;
    }
}
