namespace MLNetDeep.Data.Augmenting;

/// <summary>
/// The random numbers of one row in one pass. They depend on nothing else, so that it does not matter which thread draws them or
/// when. SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014).
/// </summary>
internal struct RowRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;
    private ulong _state;

    public RowRandom(long pass, long row) => _state = Scramble((ulong)pass) ^ Scramble(((ulong)row * Golden) + 1);

    /// <summary>From 0 up to but not including 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double least, double most) => least + ((most - least) * NextDouble());

    /// <summary>From least to most, both included.</summary>
    public int Between(int least, int most) => least + (int)(NextDouble() * (most - least + 1));

    public bool Chance(double share) => NextDouble() < share;

    /// <summary>From the beta distribution with both parameters equal: the quotient of two gammas.</summary>
    public double Beta(double alpha)
    {
        var (x, y) = (Gamma(alpha), Gamma(alpha));
        return x + y > 0 ? x / (x + y) : Chance(0.5) ? 1 : 0;
    }

    // Marsaglia and Tsang, A Simple Method for Generating Gamma Variables (2000); below 1 by one of alpha + 1.
    private double Gamma(double alpha)
    {
        if (alpha < 1) return Gamma(alpha + 1) * Math.Pow(1 - NextDouble(), 1 / alpha);
        var d = alpha - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - NextDouble()) < (0.5 * x * x) + (d * (1 - v + Math.Log(v)))) return d * v;
        }
    }

    /// <summary>From the normal distribution with mean 0 and deviation 1: Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    private ulong Next() => Scramble(_state += Golden);

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
