namespace MLNetDeep.AutoML;

/// <summary>Minimises a smooth function in a box: limited-memory BFGS on the elements that are not held by a bound, with backtracking along the projected path.</summary>
internal static class Lbfgs
{
    private const int Memory = 10;

    /// <summary>The function: its value at a point (infinity where it has none) and its gradient, written into the second argument.</summary>
    public delegate double Objective(double[] x, double[] gradient);

    /// <param name="objective">The function.</param>
    /// <param name="start">Where to begin; within the bounds.</param>
    /// <param name="low">The least of each element.</param>
    /// <param name="high">The most of each element.</param>
    /// <param name="iterations">Steps at most.</param>
    /// <param name="tolerance">The step is the last where it makes the value smaller by less.</param>
    public static (double[] X, double Value) Minimize(Objective objective, double[] start, double[] low, double[] high, int iterations, double tolerance = 1e-6)
    {
        double[] x = (double[])start.Clone(), gradient = new double[x.Length];
        double value = objective(x, gradient);
        List<(double[] S, double[] Y, double Rho)> pairs = [];
        for (int i = 0; i < iterations && double.IsFinite(value); i++)
        {
            double[] direction = Direction(x, gradient, low, high, pairs);
            if (Search(objective, x, value, gradient, direction, low, high, pairs.Count == 0) is not { } step)
            {
                if (pairs.Count == 0)
                    break;
                pairs.Clear();
                continue;
            }
            Remember(pairs, x, gradient, step.X, step.Gradient);
            double gain = value - step.Value;
            (x, value, gradient) = step;
            if (gain < tolerance)
                break;
        }
        return (x, value);
    }

    private static double[] Direction(double[] x, double[] gradient, double[] low, double[] high, List<(double[] S, double[] Y, double Rho)> pairs)
    {
        double[] d = new double[x.Length], weights = new double[pairs.Count];
        bool[] isHeld = [.. x.Select((v, i) => (v <= low[i] && gradient[i] > 0) || (v >= high[i] && gradient[i] < 0))];
        for (int i = 0; i < d.Length; i++)
            d[i] = isHeld[i] ? 0 : -gradient[i];
        for (int p = pairs.Count - 1; p >= 0; p--)
        {
            weights[p] = pairs[p].Rho * Dot(pairs[p].S, d);
            Add(d, pairs[p].Y, -weights[p]);
        }
        if (pairs.Count > 0)
            Scale(d, 1 / (pairs[^1].Rho * Dot(pairs[^1].Y, pairs[^1].Y)));
        for (int p = 0; p < pairs.Count; p++)
            Add(d, pairs[p].S, weights[p] - (pairs[p].Rho * Dot(pairs[p].Y, d)));
        for (int i = 0; i < d.Length; i++)
            d[i] = isHeld[i] ? 0 : d[i];
        return d;
    }

    private static (double[] X, double Value, double[] Gradient)? Search(Objective objective, double[] x, double value, double[] gradient, double[] direction, double[] low, double[] high, bool isFirst)
    {
        double length = isFirst ? Math.Min(1, 1 / Math.Max(1e-12, Math.Sqrt(Dot(direction, direction)))) : 1;
        for (int i = 0; i < 20; i++, length /= i < 4 ? 2 : 4)
        {
            double[] next = new double[x.Length], nextGradient = new double[x.Length];
            double expected = 0;
            for (int j = 0; j < x.Length; j++)
            {
                next[j] = Math.Clamp(x[j] + (length * direction[j]), low[j], high[j]);
                expected += gradient[j] * (next[j] - x[j]);
            }
            if (expected >= 0)
                return null;
            double nextValue = objective(next, nextGradient);
            if (nextValue <= value + (1e-4 * expected))
                return (next, nextValue, nextGradient);
        }
        return null;
    }

    private static void Remember(List<(double[] S, double[] Y, double Rho)> pairs, double[] x, double[] gradient, double[] nextX, double[] nextGradient)
    {
        double[] s = [.. nextX.Zip(x, (a, b) => a - b)], y = [.. nextGradient.Zip(gradient, (a, b) => a - b)];
        double curvature = Dot(s, y);
        if (curvature <= 1e-10 * Math.Sqrt(Dot(s, s) * Dot(y, y)))
            return;
        if (pairs.Count == Memory)
            pairs.RemoveAt(0);
        pairs.Add((s, y, 1 / curvature));
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Add(double[] a, double[] b, double factor)
    {
        for (int i = 0; i < a.Length; i++)
            a[i] += factor * b[i];
    }

    private static void Scale(double[] a, double factor)
    {
        for (int i = 0; i < a.Length; i++)
            a[i] *= factor;
    }
}
