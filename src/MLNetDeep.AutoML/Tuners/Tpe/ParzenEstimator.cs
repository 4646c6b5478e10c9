namespace MLNetDeep.AutoML;

/// <summary>
/// A mixture of a kernel around each trial and a uniform prior. A kernel is a product over the hyperparameters that a configuration has: one that the kernel's own trial
/// lacks counts as uniform, so that densities are about whole configurations.
/// </summary>
internal sealed class ParzenEstimator
{
    private readonly SpaceEncoding _encoding;
    private readonly double[][] _trials;
    private readonly double[] _weights;
    private readonly Kernel[] _kernels;

    /// <param name="encoding">The space.</param>
    /// <param name="trials">The vectors of the trials.</param>
    /// <param name="weights">The weight of each; 1 if not given.</param>
    public ParzenEstimator(SpaceEncoding encoding, double[][] trials, double[]? weights = null)
    {
        (_encoding, _trials) = (encoding, trials);
        _weights = [.. weights ?? [.. trials.Select(_ => 1.0)], TpeConstants.Prior];
        _kernels = [.. encoding.Dimensions.Select((d, i) => Kernel.Of(d, [.. trials.Select(t => t[i])], encoding.Dimensions.Count))];
    }

    /// <summary>A vector from the mixture.</summary>
    public double[] Sample(Random random) => Sample(random, [], []);

    /// <summary>A vector from the mixture of those that have the same values as another one in some elements.</summary>
    public double[] Sample(Random random, double[] other, int[] given)
    {
        double[] weights = Weights(other, given);
        double pick = random.NextDouble() * weights.Sum();
        int chosen = 0;
        while (chosen < _trials.Length && (pick -= weights[chosen]) >= 0)
            chosen++;
        return _encoding.Draw((d, _) => given.Contains(d) ? other[d]
            : chosen < _trials.Length && !double.IsNaN(_trials[chosen][d]) ? _kernels[d].Sample(_trials[chosen][d], random)
            : _encoding.Dimensions[d].Uniform(random));
    }

    /// <summary>The logarithm of the density.</summary>
    public double LogDensity(double[] x)
    {
        double[] logs = Logs(x, Enumerable.Range(0, x.Length));
        double highest = logs.Max(), sum = 0;
        for (int i = 0; i < logs.Length; i++)
            sum += _weights[i] * Math.Exp(logs[i] - highest);
        return highest + Math.Log(sum / _weights.Sum());
    }

    private double[] Weights(double[] x, int[] elements)
    {
        double[] logs = Logs(x, elements);
        double highest = logs.Max();
        return [.. logs.Select((l, i) => Math.Exp(l - highest) * _weights[i])];
    }

    private double[] Logs(double[] x, IEnumerable<int> elements)
    {
        double[] logs = new double[_trials.Length + 1];
        foreach (int d in elements)
        {
            if (!double.IsNaN(x[d]))
                _kernels[d].AddLogDensities(x[d], logs);
        }
        return logs;
    }
}
