using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>One output: two classes, or a number. A row has one dual variable.</summary>
internal sealed class SdcaScalarProblem : SdcaProblem
{
    private readonly ISupportSdcaLoss _loss;
    private readonly Func<int, float> _weight;
    private readonly float[] _duals;
    private readonly float[] _invariants;

    public SdcaScalarProblem(TrainingRows rows, ISupportSdcaLoss loss, Func<int, float> weight, SdcaSettings settings)
        : base(rows, 1, settings)
    {
        _loss = loss;
        _weight = weight;
        _duals = new float[rows.Count];
        _invariants = new float[rows.Count];
        for (int i = 0; i < rows.Count; i++)
            _invariants[i] = loss.ComputeDualUpdateInvariant(NormSquared(i) * Scale * weight(i));
    }

    protected override void Visit(int row)
    {
        VBuffer<float> features = Rows.Features(row);
        float adjustment = Adjustment(0);
        float step = _loss.DualUpdate(Output(0, in features), Rows.Label(row), _duals[row], _invariants[row], 1) - adjustment;
        _duals[row] += step;
        float weight = Scale * _weight(row);
        FreeBiases[0] += adjustment * weight;
        Move(0, in features, step * weight);
    }

    protected override (double Primal, double Dual) LossOf(int row)
    {
        VBuffer<float> features = Rows.Features(row);
        float label = Rows.Label(row);
        return (_loss.Loss(Output(0, in features), label), _loss.DualLoss(label, _duals[row]));
    }
}
