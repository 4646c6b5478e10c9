using System.Buffers.Binary;
using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace MLNetDeep.Bench.Sequences;

/// <summary>Spoken digits (files DIGIT_SPEAKER_INDEX.wav, 8 kHz, one channel): of each 25 ms, every 10 ms, the logarithms of the energies of 24 bands. The official test part has the indices 0 to 4.</summary>
internal static class DigitSet
{
    private const int Rate = 8000, Window = 200, Hop = 80, Size = 256, Bands = 24;
    private static readonly double[] Weights = [.. Enumerable.Range(0, Window).Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / (Window - 1))))];

    // Borders of bands, evenly apart as pitches are heard (mel).
    private static readonly int[] Borders =
        [.. Enumerable.Range(0, Bands + 2).Select(i => (int)Math.Round(700 * (Math.Pow(10, Math.Log10(1 + (Rate / 2 / 700.0)) * i / (Bands + 1)) - 1) * Size / Rate))];

    public static SequenceSet Load(string folder)
    {
        var (train, test) = (new List<SequenceRow>(), new List<SequenceRow>());
        foreach (var file in Directory.EnumerateFiles(folder, "*.wav").Order(StringComparer.Ordinal))
        {
            var parts = Path.GetFileNameWithoutExtension(file).Split('_');
            (int.Parse(parts[2]) < 5 ? test : train).Add(new SequenceRow { Label = parts[0], Sequence = Frames(Samples(File.ReadAllBytes(file))) });
        }
        return new SequenceSet(Bands, train, test);
    }

    private static double[] Samples(byte[] file)
    {
        // Chunks follow the head of 12 bytes; that of the samples is called data.
        var at = 12;
        while (!file.AsSpan(at, 4).SequenceEqual("data"u8)) at += 8 + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
        var count = Math.Min(BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4)), file.Length - at - 8) / 2;
        return [.. Enumerable.Range(0, count).Select(i => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(at + 8 + (2 * i))) / 32768.0)];
    }

    private static float[] Frames(double[] samples)
    {
        var frames = Math.Max(1, 1 + ((samples.Length - Window) / Hop));
        var energies = new float[frames * Bands];
        for (var frame = 0; frame < frames; frame++)
        {
            var spectrum = new Complex[Size];
            for (var i = 0; i < Window && (frame * Hop) + i < samples.Length; i++) spectrum[i] = samples[(frame * Hop) + i] * Weights[i];
            Fourier.Forward(spectrum, FourierOptions.NoScaling);
            for (var band = 0; band < Bands; band++)
            {
                var (from, end) = (Borders[band], Math.Max(Borders[band + 2], Borders[band] + 1));
                var energy = Enumerable.Range(from, end - from).Average(i => spectrum[i].MagnitudeSquared());
                energies[(frame * Bands) + band] = (float)Math.Log(energy + 1e-6);
            }
        }
        return energies;
    }
}
