namespace MLNetDeep.AutoML;

/// <summary>First trials that fill the space evenly (McKay, Beckman and Conover 1979): of so many in a row, each has its own slice of every hyperparameter's range.</summary>
internal static class LatinHypercube
{
    /// <param name="encoding">The space.</param>
    /// <param name="context">The seed and the number of the trial, which picks the slices.</param>
    /// <param name="size">How many trials share the ranges.</param>
    public static double[] Point(SpaceEncoding encoding, TunerContext context, int size)
    {
        int block = (context.Number - 1) / size, position = (context.Number - 1) % size;
        Random slices = (context with { Number = -1 - block }).Random(), within = context.Random();
        double[] units = new double[encoding.Dimensions.Count];
        for (int d = 0; d < units.Length; d++)
        {
            int[] order = [.. Enumerable.Range(0, size)];
            slices.Shuffle(order);
            units[d] = (order[position] + within.NextDouble()) / size;
        }
        return encoding.Draw((d, _) => encoding.Dimensions[d].IsChoice ? Math.Floor(units[d] * encoding.Dimensions[d].Count) : units[d]);
    }
}
