namespace MLNetDeep.Tests.Support;

/// <summary>WAV files, written by hand from the format's description.</summary>
internal static class Wav
{
    public const short Pcm = 1, Float = 3, ALaw = 6, MuLaw = 7, Extensible = -2;

    /// <summary>A sine of full scale, or of a share of it.</summary>
    public static float[] Tone(double hertz, int rate, double seconds, double loudness = 0.5) =>
        [.. Enumerable.Range(0, (int)(rate * seconds)).Select(i => (float)(loudness * Math.Sin(2 * Math.PI * hertz * i / rate)))];

    /// <summary>A file of one channel with 16 bits.</summary>
    public static byte[] Of(float[] samples, int rate = 8000) => Write(Pcm, 1, rate, 16, [.. samples.SelectMany(s => BitConverter.GetBytes((short)Math.Round(s * 32767)))]);

    /// <summary>A file.</summary>
    /// <param name="format">The number of the format.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="rate">Samples a second.</param>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="data">The samples.</param>
    public static byte[] Write(short format, int channels, int rate, int bits, byte[] data)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var extra = format == Extensible ? 24 : 0;
        writer.Write("RIFF"u8);
        writer.Write(36 + extra + data.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16 + extra);
        writer.Write(format);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        if (format == Extensible)
        {
            writer.Write((short)22);
            writer.Write((short)bits);
            writer.Write(0);
            // The GUID of PCM.
            writer.Write(new byte[] { 1, 0, 0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113 });
        }
        writer.Write("data"u8);
        writer.Write(data.Length);
        writer.Write(data);
        return stream.ToArray();
    }
}
