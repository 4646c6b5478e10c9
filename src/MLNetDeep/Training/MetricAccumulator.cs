using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>Adds up what is reported, over every row of a pass: never the mean of means.</summary>
internal sealed class MetricAccumulator(IObjective objective)
{
    private double _loss;
    private long _hits;

    public long Rows { get; private set; }

    public double Loss => Rows == 0 ? 0 : _loss / Rows;

    public double Accuracy => Rows == 0 ? 0 : (double)_hits / Rows;

    /// <summary>Adds the rows of a batch.</summary>
    public void Add(Tensor outputs, Tensor targets)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var detached = outputs.detach();
        _loss += objective.RowLosses(detached, targets).sum(ScalarType.Float64).item<double>();
        _hits += objective.Hits(detached, targets).sum(ScalarType.Int64).item<long>();
        Rows += targets.shape[0];
    }
}
