using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The loss of logistic regression; labels are positive or not.</summary>
public sealed class LogLoss : ISupportSdcaClassificationLoss
{
    // With several threads a larger step may be taken for one that others have taken too.
    private const float LargeUpdate = 0.5f;

    public double Loss(float output, float label) => MathUtils.SoftPlus(label > 0 ? -output : output);

    public float Derivative(float output, float label)
        => label > 0 ? MathUtils.Sigmoid(output) - 1 : MathUtils.Sigmoid(output);

    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared)
        => 1 / Math.Max(1, 0.25f + scaledFeaturesNormSquared);

    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads)
    {
        float sign = label > 0 ? 1 : -1;
        float full = (sign * MathUtils.Sigmoid(-sign * output) - dual) * invariant;
        return maxNumThreads >= 2 && Math.Abs(full) > LargeUpdate ? full / maxNumThreads : full;
    }

    public double DualLoss(float label, float dual)
    {
        double p = label > 0 ? dual : -dual;
        if (p is < 0 or > 1)
            return double.NegativeInfinity;
        return p is 0 or 1 ? 0 : -(p * Math.Log(p) + (1 - p) * Math.Log(1 - p));
    }
}
