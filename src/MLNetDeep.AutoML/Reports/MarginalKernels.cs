namespace MLNetDeep.AutoML.Reports;

/// <summary>Each trial's part of a hyperparameter's density, over the cells of a grid or the values of a choice; each sums to 1, and their mean is the density.</summary>
internal static class MarginalKernels
{
    private const int Cells = 50;

    public static double[][] Of(Hyperparameter hyperparameter, IReadOnlyList<object> values) => hyperparameter switch
    {
        ChoiceHyperparameter choice => [.. values.Select(v => choice.Choices.Select(c => c.Equals(v) ? 1.0 : 0).ToArray())],
        RealHyperparameter real => Gaussians([.. values.Select(v => Position(Convert.ToDouble(v), real.Minimum, real.Maximum, real.Log))]),
        IntegerHyperparameter whole => Gaussians([.. values.Select(v => Position(Convert.ToDouble(v), whole.Minimum, whole.Maximum, whole.Log))]),
        _ => throw new NotSupportedException($"The importance of '{hyperparameter.Name}', a {hyperparameter.GetType().Name}, cannot be worked out."),
    };

    /// <summary>Where a value lies in its range, 0 to 1.</summary>
    private static double Position(double value, double minimum, double maximum, bool log)
    {
        if (minimum == maximum)
            return 0.5;
        double position = log && value > 0 ? Math.Log(value / minimum) / Math.Log(maximum / minimum) : (value - minimum) / (maximum - minimum);
        return Math.Clamp(position, 0, 1);
    }

    private static double[][] Gaussians(double[] positions)
    {
        double width = Math.Max(ScottWidth(positions), 1.0 / Cells);
        return [.. positions.Select(p => Gaussian(p, width))];
    }

    private static double[] Gaussian(double position, double width)
    {
        double[] cells = new double[Cells];
        double sum = 0;
        for (int i = 0; i < Cells; i++)
        {
            double distance = (((i + 0.5) / Cells) - position) / width;
            sum += cells[i] = Math.Exp(-distance * distance / 2);
        }
        for (int i = 0; i < Cells; i++)
            cells[i] /= sum;
        return cells;
    }

    /// <summary>Scott's rule, with the interquartile range where it is narrower than the standard deviation.</summary>
    private static double ScottWidth(double[] positions)
    {
        double[] sorted = [.. positions.Order()];
        double mean = sorted.Average();
        double deviation = Math.Sqrt(sorted.Sum(p => (p - mean) * (p - mean)) / Math.Max(1, sorted.Length - 1));
        double range = (sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4]) / 1.34;
        return 1.059 * (range > 0 ? Math.Min(deviation, range) : deviation) * Math.Pow(sorted.Length, -0.2);
    }
}
