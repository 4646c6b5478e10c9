namespace MLNetDeep.AutoML;

/// <summary>
/// Configurations of a space as vectors, one element for each hyperparameter in the order of the space: numbers in the unit interval (on their scale), choices by
/// their index, NaN where the hyperparameter is not part of the configuration.
/// </summary>
internal sealed class SpaceEncoding
{
    private readonly SearchSpace _space;

    public SpaceEncoding(SearchSpace space)
    {
        _space = space;
        Dimensions = [.. space.Select(h => Dimension.Of(h, space))];
    }

    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>Configurations that do not fit the space are taken as far as they do.</summary>
    public double[] Encode(Configuration configuration)
    {
        double[] x = new double[Dimensions.Count];
        for (int d = 0; d < x.Length; d++)
            x[d] = IsActive(d, x) && configuration.TryGet(Dimensions[d].Name, out object? value) ? Dimensions[d].Encode(value) : double.NaN;
        return x;
    }

    /// <summary>Elements whose condition does not hold are left out; NaN stands for the middle.</summary>
    public Configuration Decode(ReadOnlySpan<double> x)
    {
        double[] snapped = Snap(x);
        List<KeyValuePair<string, object>> values = [];
        for (int d = 0; d < snapped.Length; d++)
        {
            if (!double.IsNaN(snapped[d]))
                values.Add(KeyValuePair.Create(Dimensions[d].Name, Dimensions[d].Decode(snapped[d])));
        }
        return new Configuration(values);
    }

    /// <summary>A vector as that of the configuration nearest to it.</summary>
    public double[] Snap(ReadOnlySpan<double> x)
    {
        double[] snapped = new double[x.Length];
        for (int d = 0; d < x.Length; d++)
            snapped[d] = IsActive(d, snapped) ? Dimensions[d].Snap(x[d]) : double.NaN;
        return snapped;
    }

    /// <summary>Whether a hyperparameter is there, by the elements before it.</summary>
    public bool IsActive(int dimension, ReadOnlySpan<double> x)
    {
        Dimension d = Dimensions[dimension];
        return d.Parent < 0 || (!double.IsNaN(x[d.Parent]) && d.ParentValues[(int)x[d.Parent]]);
    }

    /// <summary>A vector by a value for each hyperparameter that is there, asked for in the order of the space.</summary>
    public double[] Draw(Func<int, double[], double> value)
    {
        double[] x = new double[Dimensions.Count];
        for (int d = 0; d < x.Length; d++)
            x[d] = IsActive(d, x) ? Dimensions[d].Snap(value(d, x)) : double.NaN;
        return x;
    }

    public double[] Uniform(Random random) => Draw((d, _) => Dimensions[d].Uniform(random));

    /// <summary>Whether all configurations can be gone through.</summary>
    public bool IsFinite => Dimensions.All(d => d.Count <= 100_000);

    /// <summary>All configurations of a grid with so many points at most for each number, one after the other.</summary>
    public IEnumerable<double[]> Grid(int points) => Grid(points, 0, new double[Dimensions.Count]);

    public override string ToString() => $"{_space.Count} hyperparameters";

    private IEnumerable<double[]> Grid(int points, int dimension, double[] x)
    {
        if (dimension == x.Length)
        {
            yield return (double[])x.Clone();
            yield break;
        }
        double[] values = IsActive(dimension, x) ? Dimensions[dimension].Grid(points) : [double.NaN];
        foreach (double value in values)
        {
            x[dimension] = value;
            foreach (double[] one in Grid(points, dimension + 1, x))
                yield return one;
        }
    }
}
