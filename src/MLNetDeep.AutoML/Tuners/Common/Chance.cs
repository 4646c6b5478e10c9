namespace MLNetDeep.AutoML;

internal static class Chance
{
    /// <summary>A number from the standard normal distribution (Box and Muller).</summary>
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
