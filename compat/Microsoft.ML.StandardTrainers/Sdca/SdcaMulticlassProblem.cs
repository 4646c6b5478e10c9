using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>An output for each class. A row has a dual variable for each class but its own, against which they stand.</summary>
internal sealed class SdcaMulticlassProblem : SdcaProblem
{
    private readonly ISupportSdcaClassificationLoss _loss;
    private readonly float[][] _duals;
    private readonly float[] _invariants;
    private readonly float[] _norms;

    public SdcaMulticlassProblem(
        TrainingRows rows, int classes, ISupportSdcaClassificationLoss loss, SdcaSettings settings)
        : base(rows, classes, settings)
    {
        _loss = loss;
        _duals = [.. Enumerable.Range(0, rows.Count).Select(_ => new float[classes])];
        _norms = [.. Enumerable.Range(0, rows.Count).Select(NormSquared)];
        _invariants = [.. _norms.Select((norm, i) => loss.ComputeDualUpdateInvariant(2 * norm * Scale * rows.Weight(i)))];
    }

    protected override void Visit(int row)
    {
        VBuffer<float> features = Rows.Features(row);
        int label = (int)Rows.Label(row);
        float[] duals = _duals[row];
        float weight = Scale * Rows.Weight(row), ofLabel = Output(label, in features);
        float labelStep = 0, labelAdjustment = 0;
        for (int i = 0; i < duals.Length; i++)
        {
            if (i == label)
                continue;
            float margin = ofLabel + labelStep * _norms[row] - Output(i, in features);
            float adjustment = Adjustment(i);
            float update = _loss.DualUpdate(margin, 1, duals[i], _invariants[row], 1) - adjustment;
            duals[i] += update;
            labelStep += update * weight;
            labelAdjustment -= adjustment;
            FreeBiases[i] += adjustment * weight;
            Move(i, in features, -update * weight);
        }

        FreeBiases[label] += labelAdjustment * weight;
        Move(label, in features, labelStep);
    }

    protected override (double Primal, double Dual) LossOf(int row)
    {
        VBuffer<float> features = Rows.Features(row);
        int label = (int)Rows.Label(row);
        float ofLabel = Output(label, in features);
        double primal = 0, dual = 0;
        for (int i = 0; i < Weights.Length; i++)
        {
            if (i == label)
                continue;
            primal += _loss.Loss(ofLabel - Output(i, in features), 1);
            dual += _loss.DualLoss(1, _duals[row][i]);
        }

        return (primal, dual);
    }
}
