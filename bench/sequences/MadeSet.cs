namespace MLNetDeep.Bench.Sequences;

/// <summary>
/// Sequences of 40 to 110 steps with three channels, made by a seed: two bursts of waves, whose frequencies and whose order are the class; the same in a second channel, later and weaker; and a random walk. Noise covers much of it, and one number
/// in twenty is missing.
/// </summary>
internal static class MadeSet
{
    private const int Channels = 3, Burst = 14, Delay = 3;
    private const double Noise = 0.4;
    private static readonly double[] Frequencies = [0.12, 0.2, 0.3];

    public static SequenceSet Create() => new(Channels, Rows(800, 1), Rows(800, 2));

    private static List<SequenceRow> Rows(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Row(random))];
    }

    private static SequenceRow Row(Random random)
    {
        var first = random.Next(Frequencies.Length);
        var second = (first + random.Next(1, Frequencies.Length)) % Frequencies.Length;
        var steps = random.Next(40, 111);
        var begin = random.Next(0, steps - (2 * Burst) - Delay);
        var then = random.Next(begin + Burst, steps - Burst - Delay + 1);
        var (numbers, walk) = (new float[steps * Channels], 0.0);
        double[] phases = [random.NextDouble(), random.NextDouble()];
        for (var step = 0; step < steps; step++)
        {
            double Wave(int at) => Part(at - begin, Frequencies[first], phases[0]) + Part(at - then, Frequencies[second], phases[1]);
            walk += 0.3 * Normal(random);
            double[] values = [Wave(step) + (Noise * Normal(random)), (0.6 * Wave(step - Delay)) + (Noise * Normal(random)), walk];
            for (var channel = 0; channel < Channels; channel++) numbers[(step * Channels) + channel] = random.Next(20) == 0 ? float.NaN : (float)values[channel];
        }
        return new SequenceRow { Label = $"{first} before {second}", Sequence = numbers };
    }

    private static double Part(int step, double frequency, double phase) =>
        step is < 0 or >= Burst ? 0 : Math.Sin(2 * Math.PI * ((frequency * step) + phase)) * Math.Sin(Math.PI * (step + 0.5) / Burst);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
