namespace MLNetDeep.Runtime;

/// <summary>Normal noise, the same for the same seed on every machine: each row has a sequence of its own, so that it does not matter how many rows are made.</summary>
/// <param name="seed">The seed of all rows.</param>
/// <param name="row">The number of the row.</param>
internal sealed class NormalNoise(int seed, int row)
{
    private readonly Random _random = new(Mix(seed, row));

    /// <summary>Overwrites numbers by noise (Box and Muller, 1958).</summary>
    public void Fill(Span<float> values)
    {
        for (var i = 0; i < values.Length; i += 2)
        {
            var (length, angle) = (Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())), 2 * Math.PI * _random.NextDouble());
            values[i] = (float)(length * Math.Cos(angle));
            if (i + 1 < values.Length) values[i + 1] = (float)(length * Math.Sin(angle));
        }
    }

    // The seeds of rows must not lie side by side (the finalizer of SplitMix64).
    private static int Mix(int seed, int row)
    {
        var mixed = unchecked((((ulong)(uint)seed << 32) | (uint)row) + 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return unchecked((int)(mixed ^ (mixed >> 31)));
    }
}
