namespace MLNetDeep.AutoML;

/// <summary>
/// The trials of a sweep as they were last read. Trials that are over never change, and numbers have no gaps: only those that were not over, and new ones, are asked for again, and of their reports
/// only those that are new.
/// </summary>
internal sealed class TrialCache(Database database, long sweep)
{
    private readonly Lock _gate = new();
    private readonly List<TrialRow> _rows = []; // by number - 1
    private readonly SortedSet<int> _open = [];
    private Trial[] _trials = [];

    /// <summary>The trials now.</summary>
    public IReadOnlyList<Trial> Read()
    {
        lock (_gate)
        {
            List<TrialRow> changed = database.Read(Changed);
            foreach (TrialRow row in changed)
                Put(row);
            if (changed.Count > 0)
                _trials = [.. _rows.Select(r => r.Trial)];
            return _trials;
        }
    }

    private void Put(TrialRow row)
    {
        int number = row.Trial.Number;
        if (number > _rows.Count) _rows.Add(row);
        else _rows[number - 1] = row;
        if (row.Trial.IsOver) _open.Remove(number);
        else _open.Add(number);
    }

    private List<TrialRow> Changed(Session session)
    {
        List<TrialRow> changed = session.Query(
            $"""
            SELECT {TrialRow.Columns} FROM mlnetdeep_trial t WHERE t.sweep = @sweep AND t.number > @last
            UNION ALL
            SELECT {TrialRow.Columns} FROM {database.Dialect.Pairs} w CROSS JOIN mlnetdeep_trial t WHERE t.sweep = @sweep AND t.number = w.number AND t.version <> w.known
            ORDER BY 1
            """,
            TrialRow.Read, ("sweep", sweep), ("last", _rows.Count), ("pairs", StoredReports.Pairs(_open.Select(number => (number, _rows[number - 1].Version)))));
        // Of the first reading all reports are new: they come in one go.
        Dictionary<int, List<TrialReport>> added = _rows.Count == 0 ? StoredReports.All(session, sweep)
            : StoredReports.Since(session, database.Dialect, sweep, [.. changed.Where(row => row.Reports > Known(row).Count).Select(row => (row.Trial.Number, Known(row).Count))]);
        return changed.ConvertAll(row => row with { Trial = row.Trial with { Reports = Whole(Known(row), added.GetValueOrDefault(row.Trial.Number)) } });
    }

    private static IReadOnlyList<TrialReport> Whole(IReadOnlyList<TrialReport> known, List<TrialReport>? added) => added is null ? known : known.Count == 0 ? added : [.. known, .. added];

    private IReadOnlyList<TrialReport> Known(TrialRow row)
    {
        TrialRow? before = row.Trial.Number <= _rows.Count ? _rows[row.Trial.Number - 1] : null;
        return before?.Takes == row.Takes ? before.Trial.Reports : []; // one that was taken again starts anew
    }
}
