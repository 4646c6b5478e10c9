using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>
/// Fits 1 / (1 + e^(slope s + offset)) to labels by Newton's method, with labels drawn in a little (Platt 1999; Lin,
/// Lin and Weng 2007).
/// </summary>
internal static class PlattScaling
{
    private const int MaxIterations = 100;

    public static (double Slope, double Offset) Fit(List<(float Score, bool Label, float Weight)> rows)
    {
        double positive = rows.Where(r => r.Label).Sum(r => (double)r.Weight);
        double negative = rows.Where(r => !r.Label).Sum(r => (double)r.Weight);
        double high = (positive + 1) / (positive + 2), low = 1 / (negative + 2);
        double slope = 0, offset = Math.Log((negative + 1) / (positive + 1));
        double loss = Loss(rows, high, low, slope, offset);
        for (int i = 0; i < MaxIterations; i++)
        {
            (double ofSlope, double ofOffset) = Step(rows, high, low, slope, offset);
            double size = 1, next = double.PositiveInfinity;
            for (; size > 1e-10; size /= 2)
            {
                next = Loss(rows, high, low, slope - size * ofSlope, offset - size * ofOffset);
                if (next < loss)
                    break;
            }

            if (next >= loss)
                break;
            slope -= size * ofSlope;
            offset -= size * ofOffset;
            bool settled = loss - next < 1e-12 * Math.Abs(loss);
            loss = next;
            if (settled)
                break;
        }

        return (slope, offset);
    }

    private static double Loss(
        List<(float Score, bool Label, float Weight)> rows, double high, double low, double slope, double offset)
    {
        double loss = 0;
        foreach ((float score, bool label, float weight) in rows)
        {
            double z = slope * score + offset;
            loss += weight * (MathUtils.SoftPlus(z) - (1 - (label ? high : low)) * z);
        }

        return loss;
    }

    /// <summary>Newton's step; a little is added to the second derivatives, which may be singular.</summary>
    private static (double Slope, double Offset) Step(
        List<(float Score, bool Label, float Weight)> rows, double high, double low, double slope, double offset)
    {
        double g1 = 0, g2 = 0, h11 = 1e-12, h12 = 0, h22 = 1e-12;
        foreach ((float score, bool label, float weight) in rows)
        {
            double p = MathUtils.Sigmoid(-(slope * score + offset));
            double first = weight * ((label ? high : low) - p), second = weight * p * (1 - p);
            g1 += first * score;
            g2 += first;
            h11 += second * score * score;
            h12 += second * score;
            h22 += second;
        }

        double determinant = h11 * h22 - h12 * h12;
        return ((h22 * g1 - h12 * g2) / determinant, (h11 * g2 - h12 * g1) / determinant);
    }
}
