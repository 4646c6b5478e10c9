using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>The loss that a network gives of itself: the first of its outputs for each row; those behind it are reported beside it.</summary>
internal sealed class OwnLoss : Objective
{
    private OwnLoss(IEnumerable<RowMetric> metrics) => Metrics = [.. metrics];

    public override IReadOnlyList<RowMetric> Metrics { get; }

    /// <summary>The second output is the share of a row's questions that was answered rightly.</summary>
    public static OwnLoss WithAccuracy() => new([Metric("Accuracy", 0) with { IsShareOfRight = true }]);

    /// <summary>The outputs behind the loss are these metrics.</summary>
    public static OwnLoss With(IEnumerable<string> metrics) => new(metrics.Select(Metric));

    public override Tensor RowLosses(Tensor outputs, Tensor targets) => outputs.narrow(1, 0, 1).squeeze(1);

    private static RowMetric Metric(string name, int place) => new(name, (outputs, _) => outputs.narrow(1, 1 + place, 1).squeeze(1));
}
