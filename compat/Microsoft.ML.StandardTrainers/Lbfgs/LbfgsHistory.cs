namespace Microsoft.ML.Trainers;

/// <summary>The last steps of an optimizer, by which it knows the curvature: the two-loop recursion of L-BFGS.</summary>
internal sealed class LbfgsHistory(int memory)
{
    private readonly List<(double[] Step, double[] Change, double Product)> _pairs = [];

    public bool IsEmpty => _pairs.Count == 0;

    public void Clear() => _pairs.Clear();

    /// <summary>Remembers a step, unless the function is flat or bent the wrong way along it.</summary>
    public void Add(double[] from, double[] to, double[] gradientFrom, double[] gradientTo)
    {
        var step = new double[from.Length];
        var change = new double[from.Length];
        for (int i = 0; i < step.Length; i++)
        {
            step[i] = to[i] - from[i];
            change[i] = gradientTo[i] - gradientFrom[i];
        }

        double product = Dot(step, change);
        if (product <= 1e-12 * Dot(change, change))
            return;
        if (_pairs.Count == memory)
            _pairs.RemoveAt(0);
        _pairs.Add((step, change, product));
    }

    /// <summary>The inverse of the curvature applied to a slope.</summary>
    public double[] Apply(double[] slope)
    {
        var result = (double[])slope.Clone();
        if (IsEmpty)
            return result;
        var alphas = new double[_pairs.Count];
        for (int i = _pairs.Count - 1; i >= 0; i--)
        {
            alphas[i] = Dot(_pairs[i].Step, result) / _pairs[i].Product;
            AddScaled(result, _pairs[i].Change, -alphas[i]);
        }

        (_, double[] last, double product) = _pairs[^1];
        double scale = product / Dot(last, last);
        for (int i = 0; i < result.Length; i++)
            result[i] *= scale;
        for (int i = 0; i < _pairs.Count; i++)
            AddScaled(result, _pairs[i].Step, alphas[i] - Dot(_pairs[i].Change, result) / _pairs[i].Product);
        return result;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddScaled(double[] target, double[] source, double scale)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] += scale * source[i];
    }
}
