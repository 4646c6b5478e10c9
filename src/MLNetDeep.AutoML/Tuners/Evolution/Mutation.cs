namespace MLNetDeep.AutoML;

/// <summary>Small changes of configurations.</summary>
internal static class Mutation
{
    /// <summary>Another value for one hyperparameter that has several; those that come in with it are drawn by chance.</summary>
    public static double[] OfOne(double[] x, SpaceEncoding encoding, Random random)
    {
        int[] changeable = [.. Enumerable.Range(0, x.Length).Where(d => !double.IsNaN(x[d]) && encoding.Dimensions[d].Count > 1)];
        int chosen = changeable.Length == 0 ? -1 : changeable[random.Next(changeable.Length)];
        return encoding.Draw((d, _) => d == chosen ? Changed(encoding.Dimensions[d], x[d], random) : double.IsNaN(x[d]) ? encoding.Dimensions[d].Uniform(random) : x[d]);
    }

    /// <summary>Another value: for numbers mostly a near one, at distances of all orders.</summary>
    public static double Changed(Dimension dimension, double element, Random random)
    {
        if (dimension.IsChoice)
            return (element + 1 + random.Next(Math.Max(1, dimension.Count - 1))) % dimension.Count;
        if (random.NextDouble() < 0.1)
            return dimension.Uniform(random);
        double moved = Reflect(element + (Chance.Normal(random) * 0.2 * Math.Pow(0.1, 2 * random.NextDouble())));
        return dimension is IntegerDimension integer && integer.Snap(moved) == element ? integer.Step(element, moved < element ? -1 : 1) : moved;
    }

    private static double Reflect(double element) => element < 0 ? Math.Min(-element, 1) : element > 1 ? Math.Max(2 - element, 0) : element;
}
