namespace MLNetDeep.Bench.Sound;

/// <summary>A recording of a spoken digit.</summary>
/// <param name="Label">The digit.</param>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Index">Which of the speaker's recordings of the digit it is.</param>
/// <param name="Wav">The file.</param>
internal sealed record SpokenDigit(string Label, string Speaker, int Index, byte[] Wav);

/// <summary>A row for ML.NET.</summary>
internal sealed class DigitRow
{
    public string Label { get; set; } = "";

    public byte[] Sound { get; set; } = [];
}

/// <summary>Spoken digits, and how they are split.</summary>
internal static class SpokenDigits
{
    /// <summary>The name of the split by indices.</summary>
    public const string Official = "official";

    private const int TestIndices = 5;

    /// <summary>Reads a folder.</summary>
    public static IReadOnlyList<SpokenDigit> Read(string folder) =>
    [
        .. from file in Directory.GetFiles(folder, "*.wav").Order(StringComparer.Ordinal)
           let parts = Path.GetFileNameWithoutExtension(file).Split('_')
           select new SpokenDigit(parts[0], parts[1], int.Parse(parts[2]), File.ReadAllBytes(file)),
    ];

    /// <summary>Training rows and test rows.</summary>
    /// <param name="all">All recordings.</param>
    /// <param name="part">The official split, or the speaker who is tested.</param>
    /// <param name="validates">Whether the next five recordings of each digit stand for the test part.</param>
    public static (IReadOnlyList<SpokenDigit> Train, IReadOnlyList<SpokenDigit> Test) Split(IReadOnlyList<SpokenDigit> all, string part, bool validates)
    {
        if (part != Official) return ([.. all.Where(digit => digit.Speaker != part)], [.. all.Where(digit => digit.Speaker == part)]);
        var from = validates ? TestIndices : 0;
        return ([.. all.Where(digit => digit.Index >= from + TestIndices)], [.. all.Where(digit => digit.Index >= from && digit.Index < from + TestIndices)]);
    }

    /// <summary>The same recordings with white noise.</summary>
    /// <param name="digits">The recordings.</param>
    /// <param name="decibels">The signal-to-noise ratio over the whole of each.</param>
    public static IEnumerable<SpokenDigit> WithNoise(IEnumerable<SpokenDigit> digits, double decibels)
    {
        var random = new Random(1);
        foreach (var digit in digits)
        {
            var (samples, rate) = SoundFiles.Decode(digit.Wav);
            var level = Math.Sqrt(samples.Average(sample => (double)sample * sample) * Math.Pow(10, -decibels / 10));
            yield return digit with { Wav = Wav([.. samples.Select(sample => sample + (float)(level * Normal(random)))], rate) };
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Floating-point numbers, so that nothing is cut off.
    private static byte[] Wav(float[] samples, int rate)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (samples.Length * 4));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)3);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate * 4);
        writer.Write((short)4);
        writer.Write((short)32);
        writer.Write("data"u8);
        writer.Write(samples.Length * 4);
        foreach (var sample in samples) writer.Write(sample);
        return stream.ToArray();
    }
}
