using MLNetDeep.Data;
using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>Adds up what is reported, over every row of a pass: never the mean of means.</summary>
internal sealed class MetricAccumulator(IObjective objective)
{
    private readonly double[] _sums = new double[objective.Metrics.Count];
    private double _loss;

    public long Rows { get; private set; }

    public double Loss => Rows == 0 ? 0 : _loss / Rows;

    /// <summary>What is small where predictions are good: the loss, or the share of what is wrong where the objective knows one.</summary>
    public double Criterion(BestEpochMetric metric)
    {
        var share = metric == BestEpochMetric.Error ? objective.Metrics.ToList().FindIndex(m => m.IsShareOfRight) : -1;
        // A loss that is no number is never the best.
        return share < 0 || double.IsNaN(Loss) ? Loss : 1 - Value(share);
    }

    /// <summary>The first metric.</summary>
    public double Metric => _sums.Length == 0 ? 0 : Value(0);

    /// <summary>Loss and metrics by name.</summary>
    /// <param name="prefix">What stands before each name.</param>
    public IEnumerable<KeyValuePair<string, double>> Named(string prefix = "")
    {
        yield return KeyValuePair.Create($"{prefix}Loss", Loss);
        for (var i = 0; i < _sums.Length; i++) yield return KeyValuePair.Create(prefix + objective.Metrics[i].Name, Value(i));
    }

    /// <summary>Adds the rows of a batch; of rows that are mixed, both halves by their shares.</summary>
    public void Add(Tensor outputs, Batch batch)
    {
        if (batch.Mixed is not { } mixed)
        {
            Add(outputs, batch.Targets);
            return;
        }
        Count(outputs, batch.Targets, mixed.Share);
        Count(outputs, mixed.Targets, 1 - mixed.Share);
        Rows += batch.Rows;
    }

    /// <summary>Adds rows.</summary>
    public void Add(Tensor outputs, Tensor targets)
    {
        Count(outputs, targets, 1);
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

    private void Count(Tensor outputs, Tensor targets, double share)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var detached = outputs.detach();
        _loss += share * Sum(objective.RowLosses(detached, targets));
        for (var i = 0; i < _sums.Length; i++) _sums[i] += share * Sum(objective.Metrics[i].OfRows(detached, targets));
    }

    private static double Sum(Tensor rows) => rows.sum(ScalarType.Float64).item<double>();

    private double Value(int index)
    {
        var mean = Rows == 0 ? 0 : _sums[index] / Rows;
        return objective.Metrics[index].Finish?.Invoke(mean) ?? mean;
    }
}
