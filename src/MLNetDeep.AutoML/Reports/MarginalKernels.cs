using System.Runtime.CompilerServices;

namespace MLNetDeep.AutoML.Reports;

/// <summary>
/// Each trial's part of a hyperparameter's density, over the cells of a grid or the values of a choice; each sums to 1, and their mean is the density. Numbers are smoothed as widely as the best trials lie
/// apart: Scott's rule, which the paper takes, smooths two good regions into one that spans both.
/// </summary>
internal static class MarginalKernels
{
    private const int Cells = 50;

    public static double[][] Of(Hyperparameter hyperparameter, IReadOnlyList<object> values, bool[] isBest) => hyperparameter switch
    {
        ChoiceHyperparameter choice => [.. values.Select(v => choice.Choices.Select(c => c.Equals(v) ? 1.0 : 0).ToArray())],
        RealHyperparameter real => Gaussians([.. values.Select(v => Position(Convert.ToDouble(v), real.Minimum, real.Maximum, real.Log))], isBest),
        IntegerHyperparameter whole => Gaussians([.. values.Select(v => Position(Convert.ToDouble(v), whole.Minimum, whole.Maximum, whole.Log))], isBest),
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

    private static double[][] Gaussians(double[] positions, bool[] isBest)
    {
        double width = Math.Max(Spacing([.. positions.Where((_, i) => isBest[i]).Order()]), 1.0 / Cells);
        return [.. positions.Select(p => Gaussian(p, width))];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Gaussian(double position, double width)
    {
        double[] cells = new double[Cells];
        int middle = Math.Clamp((int)(position * Cells), 0, Cells - 1);
        double distance = (((middle + 0.5) / Cells) - position) / width, step = 1 / (Cells * width);
        cells[middle] = Math.Exp(-distance * distance / 2);
        double sum = cells[middle];
        // From cell to cell a Gaussian changes by a factor that changes by a factor itself: a few exponentials instead of one for each cell.
        double change = Math.Exp(-step * step);
        double right = Math.Exp(-step * (distance + (step / 2))), left = Math.Exp(-step * ((step / 2) - distance));
        for (int i = middle + 1; i < Cells; i++, right *= change)
            sum += cells[i] = cells[i - 1] * right;
        for (int i = middle - 1; i >= 0; i--, left *= change)
            sum += cells[i] = cells[i + 1] * left;
        for (int i = 0; i < Cells; i++)
            cells[i] /= sum;
        return cells;
    }

    /// <summary>The median distance from a position to its k-th nearest, k the square root of how many there are.</summary>
    private static double Spacing(double[] sorted)
    {
        int neighbours = Math.Min(sorted.Length - 1, (int)Math.Ceiling(Math.Sqrt(sorted.Length)));
        double[] distances = [.. Enumerable.Range(0, sorted.Length).Select(i => Distance(sorted, i, neighbours)).Order()];
        return distances[distances.Length / 2];
    }

    private static double Distance(double[] sorted, int from, int neighbours)
    {
        int low = from, high = from;
        for (int i = 0; i < neighbours; i++)
            if (low > 0 && (high == sorted.Length - 1 || sorted[from] - sorted[low - 1] <= sorted[high + 1] - sorted[from]))
                low--;
            else
                high++;
        return Math.Max(sorted[from] - sorted[low], sorted[high] - sorted[from]);
    }
}
