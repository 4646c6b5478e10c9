namespace MLNetDeep.AutoML;

/// <summary>The kernels of one hyperparameter, around the values of all trials.</summary>
internal abstract class Kernel
{
    /// <summary>A value from the kernel around one.</summary>
    public abstract double Sample(double around, Random random);

    /// <summary>
    /// Adds to each trial's element the logarithm of its kernel's density at a value, to the last element that of the uniform prior, which trials without the hyperparameter
    /// have too.
    /// </summary>
    public abstract void AddLogDensities(double value, double[] logs);

    /// <param name="dimension">The hyperparameter.</param>
    /// <param name="values">Its value in each trial; NaN where it has none.</param>
    /// <param name="dimensions">How many hyperparameters the space has.</param>
    public static Kernel Of(Dimension dimension, double[] values, int dimensions)
    {
        double[] known = [.. values.Where(v => !double.IsNaN(v))];
        return dimension.IsChoice
            ? new ChoiceKernel(values, known.Length, dimension.Count)
            : new NumberKernel(values, dimension as IntegerDimension, Bandwidth(known, dimensions));
    }

    /// <summary>Scott's rule, somewhat narrower, by the smaller of deviation and quartile range, within bounds.</summary>
    private static double Bandwidth(double[] values, int dimensions)
    {
        int n = values.Length;
        double sigma = TpeConstants.LoneBandwidth;
        if (n > 1)
        {
            Array.Sort(values);
            double mean = values.Average(), deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (n - 1));
            double quartiles = values[(int)(0.75 * (n - 1))] - values[(int)(0.25 * (n - 1))];
            sigma = TpeConstants.Scott * (quartiles > 0 ? Math.Min(deviation, quartiles / 1.34) : deviation) * Math.Pow(n, -1.0 / (dimensions + 4));
        }
        return Math.Clamp(sigma, Math.Max(TpeConstants.LeastBandwidth, Math.Pow(n + 1, TpeConstants.FewTrialsPower)), 1);
    }
}

/// <summary>Most of the mass on the trial's choice, the rest evenly on all; the fewer trials, the more.</summary>
internal sealed class ChoiceKernel(double[] values, int known, int choices) : Kernel
{
    private readonly double _spread = choices * TpeConstants.Prior / (known + 1 + (choices * TpeConstants.Prior));

    public override double Sample(double around, Random random) => random.NextDouble() < _spread ? random.Next(choices) : around;

    public override void AddLogDensities(double value, double[] logs)
    {
        double same = Math.Log(1 - _spread + (_spread / choices)), other = Math.Log(_spread / choices), uniform = -Math.Log(choices);
        for (int i = 0; i < values.Length; i++)
            logs[i] += double.IsNaN(values[i]) ? uniform : values[i] == value ? same : other;
        logs[^1] += uniform;
    }
}
