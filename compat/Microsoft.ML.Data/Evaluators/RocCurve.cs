using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Areas under the curves that one gets by moving a threshold over scores.</summary>
internal static class RocCurve
{
    /// <summary>Labels in the order of falling scores; rows of one score stay in their order.</summary>
    public static (float Score, bool Label)[] Sort(List<(float Score, bool Label)> rows)
        => [.. rows.OrderByDescending(r => r.Score)];

    /// <summary>The chance that a positive row scores above a negative one; equal scores count half.</summary>
    public static double Area((float Score, bool Label)[] sorted)
    {
        double positives = sorted.Count(r => r.Label);
        double negatives = sorted.Length - positives;
        Contracts.CheckParam(positives > 0, "PosSample", "AUC is not defined when there is no positive class in the data");
        Contracts.CheckParam(negatives > 0, "NegSample", "AUC is not defined when there is no negative class in the data");
        double area = 0, above = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            double up = 0, across = 0;
            for (end = start; end < sorted.Length && sorted[end].Score.Equals(sorted[start].Score); end++)
            {
                if (sorted[end].Label)
                    up++;
                else
                    across++;
            }

            area += across * (above + up / 2);
            above += up;
        }

        return area / (positives * negatives);
    }

    /// <summary>The area under precision over recall, by trapezoids from row to row.</summary>
    public static double PrecisionRecallArea((float Score, bool Label)[] sorted)
    {
        double positives = sorted.Count(r => r.Label);
        double area = 0, found = 0, lastRecall = 0, lastPrecision = 1;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Label)
                found++;
            double recall = found / positives, precision = found / (i + 1);
            area += (recall - lastRecall) * (precision + lastPrecision) / 2;
            (lastRecall, lastPrecision) = (recall, precision);
        }

        return area;
    }
}
