namespace Microsoft.ML.Trainers;

/// <summary>The loss of the support vector machine.</summary>
public sealed class HingeLoss : ISupportSdcaClassificationLoss
{
    private readonly float _margin;

    public HingeLoss(float margin = 1f) => _margin = margin;

    public double Loss(float output, float label) => Math.Max(0, _margin - Sign(label) * output);

    public float Derivative(float output, float label)
        => _margin > Sign(label) * output ? -Sign(label) : 0;

    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / scaledFeaturesNormSquared;

    public float DualUpdate(float output, float label, float alpha, float invariant, int maxNumThreads)
    {
        float sign = Sign(label);
        float wanted = Math.Clamp(sign * alpha + (_margin - sign * output) * invariant, 0, 1);
        float update = sign * wanted - alpha;
        return maxNumThreads >= 2 ? update / maxNumThreads : update;
    }

    public double DualLoss(float label, float dual)
    {
        double p = Sign(label) * dual;
        return p is < 0 or > 1 ? double.NegativeInfinity : p * _margin;
    }

    private static float Sign(float label) => label > 0 ? 1 : -1;
}
