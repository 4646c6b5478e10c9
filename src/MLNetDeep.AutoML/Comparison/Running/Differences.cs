using MLNetDeep.AutoML.Statistics;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Holds every contender against the reference.</summary>
internal sealed class Differences(Objective metric, double rope, double testPerTrain, ContenderBootstrap bootstrap)
{
    /// <summary>The differences by the contender's key, the p values corrected for their number.</summary>
    public Dictionary<string, ComparisonDifference> All(IEnumerable<ContenderMeasurement> measured, ContenderMeasurement reference)
    {
        ContenderMeasurement[] others = [.. measured.Where(m => m != reference)];
        ComparisonDifference[] plain = [.. others.Select(m => Of(m, reference))];
        double[] tTests = Holm.Adjust([.. plain.Select(d => d.TTestPValue)]);
        double[] wilcoxons = Holm.Adjust([.. plain.Select(d => d.WilcoxonPValue)]);
        return Enumerable.Range(0, others.Length).ToDictionary(i => others[i].Contender.Key, i => plain[i] with { AdjustedTTestPValue = tTests[i], AdjustedWilcoxonPValue = wilcoxons[i] });
    }

    private ComparisonDifference Of(ContenderMeasurement one, ContenderMeasurement reference)
    {
        // Above 0 is better; folds where the metric is not defined for both tell nothing.
        double[] differences = [.. Values(one).Zip(Values(reference), (a, b) => metric.Maximize ? a - b : b - a).Where(double.IsFinite)];
        (double better, double equivalent, double worse) = BayesianTTest.Probabilities(differences, testPerTrain, rope);
        double p = CorrectedTTest.PValue(differences, testPerTrain), wilcoxon = WilcoxonTest.PValue(differences);
        return new ComparisonDifference
        {
            Mean = Sample.Mean(differences),
            Interval = bootstrap.Difference(one.Contender.Key, reference.Contender.Key, metric),
            TTestPValue = p,
            AdjustedTTestPValue = p,
            WilcoxonPValue = wilcoxon,
            AdjustedWilcoxonPValue = wilcoxon,
            ProbabilityBetter = better,
            ProbabilityEquivalent = equivalent,
            ProbabilityWorse = worse,
        };
    }

    private IEnumerable<double> Values(ContenderMeasurement measured) => measured.Folds.Select(f => f.Result.Metrics.GetValueOrDefault(metric.Metric, double.NaN));
}
