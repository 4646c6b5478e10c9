namespace MLNetDeep.AutoML.Reports;

/// <summary>Which learning curves a page has: with those of thousands of trials it would be tens of megabytes, and beyond a hundred lines nothing can be seen.</summary>
internal static class PageCurves
{
    /// <summary>So many of the best, and so many of the latest.</summary>
    public const int Most = 100;

    /// <summary>The document without the curves that a page does not have; of these trials the last report stays.</summary>
    public static SweepDocument Trim(SweepDocument document)
    {
        HashSet<int> shown = Shown([.. document.Trials.Select(t => (t, t.Reports.Count))], document.Objectives);
        int omitted = document.Trials.Count(t => t.Reports.Count > 1 && !shown.Contains(t.Number));
        return omitted == 0 ? document : document with
        {
            Trials = [.. document.Trials.Select(t => t.Reports.Count > 1 && !shown.Contains(t.Number) ? t with { Reports = [t.Reports[^1]] } : t)],
            CurvesOmitted = document.CurvesOmitted + omitted,
        };
    }

    /// <summary>The numbers of the trials whose reports a page has.</summary>
    public static HashSet<int> Shown(IReadOnlyList<(Trial Trial, int Reports)> trials, IReadOnlyList<Objective> objectives)
    {
        Trial[] curves = [.. trials.Where(t => t.Reports > 1).Select(t => t.Trial)];
        return [.. TrialRanking.Order(curves, objectives).Take(Most).Select(t => t.Number), .. curves.OrderBy(t => t.Number).TakeLast(Most).Select(t => t.Number)];
    }
}
