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
            TrialRow.Read, ("sweep", sweep), ("last", _rows.Count), ("pairs", Pairs(_open.Select(number => (number, _rows[number - 1].Version)))));
        ILookup<int, TrialReport> added = Reports(session, changed);
        return changed.ConvertAll(row => row with { Trial = row.Trial with { Reports = [.. Known(row), .. added[row.Trial.Number]] } });
    }

    private ILookup<int, TrialReport> Reports(Session session, List<TrialRow> changed)
    {
        var wanted = changed.Where(row => row.Reports > Known(row).Count).Select(row => (row.Trial.Number, Known(row).Count)).ToList();
        List<(int Number, TrialReport Report)> reports = wanted.Count == 0 ? [] : session.Query(
            $"""
            SELECT r.number, r.fold, r.step, r.value, r.seconds FROM {database.Dialect.Pairs} w CROSS JOIN mlnetdeep_report r
            WHERE r.sweep = @sweep AND r.number = w.number AND r.position > w.known ORDER BY r.number, r.position
            """,
            r => (r.GetInt32(0), new TrialReport(r.GetInt32(1), r.GetInt32(2), r.IsDBNull(3) ? double.NaN : r.GetDouble(3), r.GetDouble(4))),
            ("sweep", sweep), ("pairs", Pairs(wanted)));
        return reports.ToLookup(r => r.Number, r => r.Report);
    }

    private IReadOnlyList<TrialReport> Known(TrialRow row)
    {
        TrialRow? before = row.Trial.Number <= _rows.Count ? _rows[row.Trial.Number - 1] : null;
        return before?.Takes == row.Takes ? before.Trial.Reports : []; // one that was taken again starts anew
    }

    private static string Pairs(IEnumerable<(int Number, int Known)> pairs) => $"[{string.Join(',', pairs.Select(p => FormattableString.Invariant($"[{p.Number},{p.Known}]")))}]";
}
