namespace MLNetDeep.Cli.Output;

/// <summary>Says why metrics are blank.</summary>
internal static class MetricNotes
{
    private static readonly HashSet<string> _ofRanking = ["AreaUnderRocCurve", "AreaUnderPrecisionRecallCurve", "LogLossReduction"];

    /// <summary>One sentence for all that are not defined; none where all are.</summary>
    public static IEnumerable<string> Of(IEnumerable<KeyValuePair<string, double>> metrics)
    {
        string[] blank = [.. metrics.Where(m => !double.IsFinite(m.Value)).Select(m => m.Key)];
        if (blank.Length == 0)
            yield break;
        string reason = Array.Exists(blank, _ofRanking.Contains) ? "all rows are of one class" : "their denominator is 0 in these rows";
        yield return $"Not defined, because {reason}: {string.Join(", ", blank)}.";
    }
}
