namespace MLNetDeep.AutoML;

/// <summary>Finds the configuration with the largest expected improvement: many drawn by chance and near the best trials, the best of them climbed from.</summary>
internal sealed class AcquisitionSearch(SpaceEncoding encoding, LogExpectedImprovement acquisition, Random random)
{
    /// <summary>Whole numbers with more values than this are climbed like real ones and rounded.</summary>
    private const int ManyValues = 12;

    /// <summary>How many configurations chance draws, and how many of the best of them and of the others are climbed from.</summary>
    private const int Drawn = 1000, Starts = 3;

    /// <param name="best">The vectors of the best trials, the best first.</param>
    public double[] Find(IReadOnlyList<double[]> best)
    {
        (double[] X, double Value)[] candidates = [.. Candidates(best).Select(x => (x, acquisition.At(Filled(x)))).OrderByDescending(c => c.Item2)];
        IEnumerable<(double[] X, double Value)> starts = [.. candidates.Take(Starts), .. candidates.Skip(Starts).Where((_, i) => i % (candidates.Length / 16) == 0).Take(Starts)];
        return starts.Select(Climb).MaxBy(c => c.Value).X;
    }

    /// <summary>What a configuration does not have stands at the middle (0 for choices), as trials have it.</summary>
    public static double[] Filled(double[] x) => [.. x.Select(v => double.IsNaN(v) ? 0.5 : v)];

    private IEnumerable<double[]> Candidates(IReadOnlyList<double[]> best)
    {
        for (int i = 0; i < Drawn; i++)
            yield return encoding.Uniform(random);
        foreach (double[] x in best.Take(5))
        {
            for (int i = 0; i < Drawn / 20; i++)
            {
                double spread = Math.Pow(10, -1 - (2 * random.NextDouble()));
                yield return encoding.Draw((d, _) => encoding.Dimensions[d].IsChoice || double.IsNaN(x[d])
                    ? (double.IsNaN(x[d]) || random.NextDouble() < 0.1 ? encoding.Dimensions[d].Uniform(random) : x[d])
                    : x[d] + (spread * Chance.Normal(random)));
            }
        }
    }

    private (double[] X, double Value) Climb((double[] X, double Value) start)
    {
        var current = start;
        for (int round = 0; round < 3; round++)
        {
            var next = Step(Smooth(current));
            bool isDone = next.Value <= current.Value + 1e-4 || !encoding.Dimensions.Any(IsDiscrete);
            current = next.Value > current.Value ? next : current;
            if (isDone)
                break;
        }
        return current;
    }

    /// <summary>Climbs along the numbers.</summary>
    private (double[] X, double Value) Smooth((double[] X, double Value) start)
    {
        int[] free = [.. Enumerable.Range(0, start.X.Length).Where(d => !double.IsNaN(start.X[d]) && !IsDiscrete(encoding.Dimensions[d]) && encoding.Dimensions[d].Count > 1)];
        if (free.Length == 0)
            return start;
        double[] x = Filled(start.X), all = new double[x.Length];
        double Negative(double[] values, double[] gradient)
        {
            for (int i = 0; i < free.Length; i++)
                x[free[i]] = values[i];
            double value = acquisition.At(x, all);
            for (int i = 0; i < free.Length; i++)
                gradient[i] = -all[free[i]];
            return -value;
        }
        var (found, _) = Lbfgs.Minimize(Negative, [.. free.Select(d => start.X[d])], new double[free.Length], [.. free.Select(_ => 1.0)], 50, 1e-5);
        double[] moved = (double[])start.X.Clone();
        for (int i = 0; i < free.Length; i++)
            moved[free[i]] = found[i];
        return Better(start, encoding.Snap(moved));
    }

    /// <summary>Tries other choices and other small whole numbers, one hyperparameter after the other.</summary>
    private (double[] X, double Value) Step((double[] X, double Value) start)
    {
        var current = start;
        for (int d = 0; d < current.X.Length; d++)
        {
            if (double.IsNaN(current.X[d]) || !IsDiscrete(encoding.Dimensions[d]))
                continue;
            foreach (double value in encoding.Dimensions[d].Grid(ManyValues))
            {
                double[] moved = (double[])current.X.Clone();
                moved[d] = value;
                current = Better(current, encoding.Snap(moved));
            }
        }
        return current;
    }

    private (double[] X, double Value) Better((double[] X, double Value) current, double[] x)
    {
        double value = acquisition.At(Filled(x));
        return value > current.Value ? (x, value) : current;
    }

    private static bool IsDiscrete(Dimension dimension) => dimension.Count <= ManyValues || dimension.IsChoice;
}
