using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// An objective that takes ensembles too: each member has a loss of its own, so that members learn apart. What is reported of a
/// row is the mean over its members. Shapes: outputs [rows, outputs], or [rows, members, outputs].
/// </summary>
internal sealed class MemberObjective(IObjective inner) : IObjective
{
    public IReadOnlyList<RowMetric> Metrics { get; } =
        [.. inner.Metrics.Select(metric => metric with { OfRows = (outputs, targets) => OfRows(metric.OfRows, outputs, targets) })];

    public Tensor Loss(Tensor outputs, Tensor targets, Tensor? weights) => IsEnsemble(outputs)
        ? inner.Loss(outputs.flatten(0, 1), Repeat(targets, outputs), weights is null ? null : Repeat(weights, outputs))
        : inner.Loss(outputs, targets, weights);

    public Tensor RowLosses(Tensor outputs, Tensor targets) => OfRows(inner.RowLosses, outputs, targets);

    public Tensor? ClassWeights(Tensor targets) => inner.ClassWeights(targets);

    public void Dispose() => inner.Dispose();

    private static bool IsEnsemble(Tensor outputs) => outputs.shape.Length == 3;

    private static Tensor Repeat(Tensor values, Tensor outputs) => values.repeat_interleave(outputs.shape[1], 0);

    private static Tensor OfRows(Func<Tensor, Tensor, Tensor> function, Tensor outputs, Tensor targets) => IsEnsemble(outputs)
        ? function(outputs.flatten(0, 1), Repeat(targets, outputs)).to(ScalarType.Float32).reshape(outputs.shape[0], -1).mean([1])
        : function(outputs, targets);
}
