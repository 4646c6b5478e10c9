using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>The log loss of scores that are log-odds over a slope.</summary>
internal static class LogisticLoss
{
    public static LossDerivatives Of(double slope, Func<float, bool> isPositive, double weightOfPositive = 1)
        => (double output, float label, out double first, out double second) =>
        {
            bool positive = isPositive(label);
            double p = MathUtils.Sigmoid(slope * output), weight = positive ? weightOfPositive : 1;
            first = weight * slope * (p - (positive ? 1 : 0));
            second = weight * slope * slope * p * (1 - p);
        };

    /// <summary>The score that fits a share of positive rows; boosting starts from it.</summary>
    public static double Prior(double slope, TrainingRows rows, Func<float, bool> isPositive)
    {
        double share = Math.Clamp(rows.Labels.Count(isPositive) / (double)rows.Count, 1e-6, 1 - 1e-6);
        return Math.Log(share / (1 - share)) / slope;
    }
}
