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
        string reason = Array.Exists(blank, _ofRanking.Contains) ? "the rows are all of one class" : "there is nothing to divide by in these rows";
        yield return $"Not defined here, for {reason}: {string.Join(", ", blank)}.";
    }
}
