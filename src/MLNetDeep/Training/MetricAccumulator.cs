using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>Adds up what is reported, over every row of a pass: never the mean of means.</summary>
internal sealed class MetricAccumulator(IObjective objective)
{
    private readonly double[] _sums = new double[objective.Metrics.Count];
    private double _loss;

    public long Rows { get; private set; }

    public double Loss => Rows == 0 ? 0 : _loss / Rows;

    /// <summary>The first metric.</summary>
    public double Metric => _sums.Length == 0 ? 0 : Value(0);

    /// <summary>Loss and metrics by name.</summary>
    /// <param name="prefix">What stands before each name.</param>
    public IEnumerable<KeyValuePair<string, double>> Named(string prefix = "")
    {
        yield return KeyValuePair.Create($"{prefix}Loss", Loss);
        for (var i = 0; i < _sums.Length; i++) yield return KeyValuePair.Create(prefix + objective.Metrics[i].Name, Value(i));
    }

    /// <summary>Adds the rows of a batch.</summary>
    public void Add(Tensor outputs, Tensor targets)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var detached = outputs.detach();
        _loss += Sum(objective.RowLosses(detached, targets));
        for (var i = 0; i < _sums.Length; i++) _sums[i] += Sum(objective.Metrics[i].OfRows(detached, targets));
        Rows += targets.shape[0];
    }

    public void Clear()
    {
        (Rows, _loss) = (0, 0);
        Array.Clear(_sums);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Rows);
        writer.Write(_loss);
        foreach (var sum in _sums) writer.Write(sum);
    }

    public void Load(BinaryReader reader)
    {
        (Rows, _loss) = (reader.ReadInt64(), reader.ReadDouble());
        for (var i = 0; i < _sums.Length; i++) _sums[i] = reader.ReadDouble();
    }

    private static double Sum(Tensor rows) => rows.sum(ScalarType.Float64).item<double>();

    private double Value(int index)
    {
        var mean = Rows == 0 ? 0 : _sums[index] / Rows;
        return objective.Metrics[index].Finish?.Invoke(mean) ?? mean;
    }
}
