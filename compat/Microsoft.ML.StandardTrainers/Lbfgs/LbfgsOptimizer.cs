namespace Microsoft.ML.Trainers;

/// <summary>The value of a function at a point; fills the gradient.</summary>
internal delegate double DifferentiableFunction(double[] point, double[] gradient);

/// <summary>
/// Minimizes a convex function plus an L1 penalty by OWL-QN (Andrew and Gao, 2007), which without penalty is L-BFGS.
/// The first <paramref name="freeCount"/> coordinates, the biases, are neither penalized nor bounded.
/// </summary>
internal sealed class LbfgsOptimizer(
    int memory, double tolerance, int maxIterations, double l1, int freeCount, bool nonNegative)
{
    private const double Sufficient = 1e-4;
    private const int MaxHalvings = 40;

    // Relative improvement is averaged over so many steps before it counts as too small.
    private const int Window = 5;

    private readonly LbfgsHistory _history = new(memory);

    public double[] Minimize(DifferentiableFunction function, double[] start)
    {
        double[] x = (double[])start.Clone(), gradient = new double[x.Length];
        double value = function(x, gradient) + Penalty(x);
        var recent = new Queue<double>();
        for (int iteration = 0; iteration < maxIterations; iteration++)
        {
            double[] slope = PseudoGradient(x, gradient);
            if (slope.All(s => s == 0))
                break;
            double[] direction = Direction(slope, x);
            double step = _history.IsEmpty ? 1 / Math.Sqrt(slope.Sum(s => s * s)) : 1;
            if (!Search(function, x, value, slope, direction, step, out double[] next, out double[] nextGradient, out double nextValue))
            {
                // The history may have led astray: once more along the slope, and then it is the end.
                if (_history.IsEmpty)
                    break;
                _history.Clear();
                continue;
            }

            _history.Add(x, next, gradient, nextGradient);
            recent.Enqueue((value - nextValue) / Math.Max(Math.Abs(nextValue), 1e-12));
            (x, gradient, value) = (next, nextGradient, nextValue);
            if (recent.Count > Window)
                recent.Dequeue();
            if (recent.Count == Window && recent.Average() < tolerance)
                break;
        }

        return x;
    }

    private bool Search(
        DifferentiableFunction function,
        double[] x,
        double value,
        double[] slope,
        double[] direction,
        double step,
        out double[] next,
        out double[] gradient,
        out double nextValue)
    {
        next = new double[x.Length];
        gradient = new double[x.Length];
        nextValue = value;
        for (int trial = 0; trial < MaxHalvings; trial++, step /= 2)
        {
            double gain = 0;
            for (int i = 0; i < x.Length; i++)
            {
                next[i] = Project(x[i] + step * direction[i], x[i], slope[i], i);
                gain += slope[i] * (next[i] - x[i]);
            }

            nextValue = function(next, gradient) + Penalty(next);
            if (gain < 0 && nextValue <= value + Sufficient * gain)
                return true;
        }

        return false;
    }

    private double[] Direction(double[] slope, double[] x)
    {
        double[] direction = _history.Apply(slope);
        for (int i = 0; i < direction.Length; i++)
        {
            direction[i] = -direction[i];
            bool bounded = i >= freeCount && (l1 > 0 || (nonNegative && x[i] <= 0));
            if (bounded && direction[i] * slope[i] >= 0)
                direction[i] = 0;
        }

        return direction;
    }

    /// <summary>The steepest slope of function and penalty that can be followed from a point.</summary>
    private double[] PseudoGradient(double[] x, double[] gradient)
    {
        var slope = (double[])gradient.Clone();
        for (int i = freeCount; i < slope.Length; i++)
        {
            if (x[i] != 0)
                slope[i] += l1 * Math.Sign(x[i]);
            else if (slope[i] + l1 < 0)
                slope[i] += l1;
            else if (slope[i] - l1 > 0 && !nonNegative)
                slope[i] -= l1;
            else
                slope[i] = 0;
        }

        return slope;
    }

    /// <summary>A step ends where it would leave its orthant.</summary>
    private double Project(double target, double from, double slope, int index)
    {
        if (index < freeCount)
            return target;
        if (nonNegative && target < 0)
            return 0;
        if (l1 == 0)
            return target;
        double orthant = from != 0 ? from : -slope;
        return target * orthant > 0 ? target : 0;
    }

    private double Penalty(double[] x)
    {
        if (l1 == 0)
            return 0;
        double sum = 0;
        for (int i = freeCount; i < x.Length; i++)
            sum += Math.Abs(x[i]);
        return l1 * sum;
    }
}
