using System.Text;

namespace MLNetDeep.AutoML;

/// <summary>The trials of one sweep in a database.</summary>
internal sealed class DatabaseStore : ITrialStore
{
    private const string Own = "sweep = @sweep AND number = @number AND worker = @worker AND ended IS NULL";
    private readonly Database _database;
    private readonly SweepRow _sweep;
    private readonly TrialCache _cache;
    private readonly TakingStatements _taking;
    private readonly KeptFiles _files;

    public DatabaseStore(Database database, SweepRow sweep)
    {
        (_database, _sweep) = (database, sweep);
        (_cache, _taking, _files) = (new TrialCache(database, sweep.Id), new TakingStatements(database.Dialect), new KeptFiles(database, sweep.Id));
    }

    /// <inheritdoc/>
    public string Definition => _sweep.Definition;

    /// <inheritdoc/>
    public bool IsStopped => _database.Query(session => session.Number("SELECT stopped FROM mlnetdeep_sweep WHERE id = @sweep", ("sweep", _sweep.Id))) != 0;

    /// <inheritdoc/>
    public SweepLimits Limits
    {
        get => _database.Query(session => session.First("SELECT max_trials, ends FROM mlnetdeep_sweep WHERE id = @sweep",
            r => new SweepLimits(r.IsDBNull(0) ? null : r.GetInt32(0), r.IsDBNull(1) ? null : DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(1))), ("sweep", _sweep.Id)))!;
        set => _database.Write(session => session.Execute("UPDATE mlnetdeep_sweep SET max_trials = @trials, ends = @ends WHERE id = @sweep",
            ("trials", value.MaxTrials), ("ends", value.Ends?.ToUnixTimeMilliseconds()), ("sweep", _sweep.Id)));
    }

    private string Now => _database.Dialect.Now;

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Read() => _cache.Read();

    /// <summary>All trials as <see cref="Read"/> gives them, but without their reports: for what needs none.</summary>
    public IReadOnlyList<Trial> ReadOutcomes() => _database.Read(Outcomes).ConvertAll(row => row.Trial);

    /// <summary>The best trial, without its reports, as <see cref="TrialRanking.Best"/> finds it; null where none is completed. Of the others nothing but their values is read.</summary>
    public Trial? ReadBest(IReadOnlyList<Objective> objectives) => _database.Read(session =>
    {
        List<(int Number, double Value)> feasible = session.Query("SELECT number, objective_values, violations FROM mlnetdeep_trial WHERE sweep = @sweep AND state = 'Completed' AND objective_values IS NOT NULL",
            r => (r.GetInt32(0), !r.IsDBNull(2) && NumbersJson.Listed(r.GetString(2)).Any(v => v > 0) ? double.NaN : NumbersJson.Listed(r.GetString(1))[0]), ("sweep", _sweep.Id));
        int best = feasible.Where(t => double.IsFinite(t.Value)).OrderBy(t => objectives[0].Loss(t.Value)).ThenBy(t => t.Number).FirstOrDefault().Number;
        return session.First($"SELECT {TrialRow.Columns} FROM mlnetdeep_trial t WHERE t.sweep = @sweep AND t.number = @number", TrialRow.Read, ("sweep", _sweep.Id), ("number", best))?.Trial;
    });

    /// <summary>All trials for a page: those that are drawn as curves with their reports, the others with the last one.</summary>
    /// <param name="objectives">What the sweep is after.</param>
    /// <param name="omitted">How many trials lack reports.</param>
    public IReadOnlyList<Trial> ReadForPage(IReadOnlyList<Objective> objectives, out int omitted)
    {
        int left = 0;
        IReadOnlyList<Trial> trials = _database.Read(session =>
        {
            List<TrialRow> rows = Outcomes(session);
            HashSet<int> shown = Reports.PageCurves.Shown([.. rows.Select(r => (r.Trial, r.Reports))], objectives);
            Dictionary<int, List<TrialReport>> whole = StoredReports.Since(session, _database.Dialect, _sweep.Id, [.. shown.Select(number => (number, 0))]), last = StoredReports.Last(session, _sweep.Id);
            left = rows.Count(r => r.Reports > 1 && !shown.Contains(r.Trial.Number));
            return rows.ConvertAll(r => r.Trial with { Reports = (shown.Contains(r.Trial.Number) ? whole : last).GetValueOrDefault(r.Trial.Number) ?? [] });
        });
        omitted = left;
        return trials;
    }

    private List<TrialRow> Outcomes(Session session) => session.Query($"SELECT {TrialRow.Columns} FROM mlnetdeep_trial t WHERE t.sweep = @sweep ORDER BY t.number", TrialRow.Read, ("sweep", _sweep.Id));

    /// <inheritdoc/>
    public Trial? Add(Func<IReadOnlyList<Trial>, int, (Configuration Configuration, string ProposedBy)?> propose, int maximum = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(propose);
        using IDisposable? turn = _database.Turn(_sweep.Id);
        while (!IsStopped)
        {
            IReadOnlyList<Trial> trials = Read();
            int number = trials.Count + 1;
            if (number > maximum || propose(trials, number) is not { } proposal)
                return null;
            if (Insert(number, proposal.Configuration, proposal.ProposedBy) is { } added)
                return added;
        }
        return null;
    }

    /// <inheritdoc/>
    public Trial? Take(string worker, TimeSpan silence, int attempts = 3)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(worker);
        ArgumentOutOfRangeException.ThrowIfLessThan(silence, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        return _database.Write(session => _taking.Take(session, _sweep.Id, worker, silence, attempts));
    }

    /// <inheritdoc/>
    public TrialOrder Beat(int number, string worker) => _database.Write(session =>
        Order(session.Number($"UPDATE mlnetdeep_trial SET beat = {Now} WHERE {Own} RETURNING skip", Key(number, worker))));

    /// <inheritdoc/>
    public TrialOrder Report(int number, string worker, TrialReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return _database.Write(session =>
        {
            long? skip = session.Number($"UPDATE mlnetdeep_trial SET beat = {Now}, reports = reports + 1, version = version + 1 WHERE {Own} RETURNING skip", Key(number, worker));
            if (skip is not null)
                session.Execute(
                    """
                    INSERT INTO mlnetdeep_report (sweep, number, position, fold, step, value, seconds)
                    SELECT sweep, number, reports, @fold, @step, @value, @seconds FROM mlnetdeep_trial WHERE sweep = @sweep AND number = @number
                    """,
                    ("sweep", _sweep.Id), ("number", number), ("fold", report.Fold), ("step", report.Step), ("value", double.IsNaN(report.Value) ? null : report.Value), ("seconds", report.Seconds));
            return Order(skip);
        });
    }

    /// <inheritdoc/>
    public bool End(int number, string worker, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.State is TrialState.Waiting or TrialState.Running)
            throw new ArgumentException($"A trial ends as Completed, Pruned, Failed or Skipped, but the outcome is {outcome.State}.", nameof(outcome));
        string? reason = outcome.Reason is { } text ? Storable(_database.Secrets.Hide(text)) : null;
        return _database.Write(session => session.Execute(
            $"""
            UPDATE mlnetdeep_trial SET state = @state, objective_values = @values, violations = @violations, metrics = @metrics, reason = @reason, ended = {Now}, version = version + 1
            WHERE {Own}
            """,
            [.. Key(number, worker), ("state", outcome.State.ToString()), ("values", TrialRow.Json(outcome.Values)), ("violations", TrialRow.Json(outcome.Violations)), ("metrics", TrialRow.Json(outcome.Metrics)), ("reason", reason)])) == 1;
    }

    /// <inheritdoc/>
    public bool Skip(int number) => _database.Write(session => session.Execute(_taking.Skip, ("sweep", _sweep.Id), ("number", number))) == 1;

    /// <inheritdoc/>
    public void Release(int number, string worker) => _database.Write(session => session.Execute(_taking.Release, Key(number, worker)));

    /// <inheritdoc/>
    public void Stop() => SetStopped(1);

    /// <inheritdoc/>
    public void Resume() => SetStopped(0);

    /// <inheritdoc/>
    public IReadOnlyList<WorkerSign> Workers() => _database.Query(session => session.Query(
        $"SELECT number, worker, {Now} - beat FROM mlnetdeep_trial WHERE sweep = @sweep AND ended IS NULL AND state = 'Running' ORDER BY number",
        r => new WorkerSign(r.GetInt32(0), r.GetString(1), TimeSpan.FromMilliseconds(Math.Max(0, r.GetInt64(2)))), ("sweep", _sweep.Id)));

    /// <inheritdoc/>
    public void Keep(int number, string name, byte[] content) => _files.Keep(number, name, content);

    /// <inheritdoc/>
    public byte[]? Kept(int number, string name) => _files.Kept(number, name);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    /// <summary>The sweep and where it is, without user and password.</summary>
    public override string ToString() => $"sweep '{_sweep.Name}' in {_database}";

    private Trial? Insert(int number, Configuration configuration, string proposedBy) => _database.Write(session => session.First(
        $"""
        INSERT INTO mlnetdeep_trial (sweep, number, configuration, proposed_by, state, proposed) VALUES (@sweep, @number, @configuration, @by, 'Waiting', {Now})
        ON CONFLICT (sweep, number) DO NOTHING RETURNING {TrialRow.Returned}
        """,
        TrialRow.Read, ("sweep", _sweep.Id), ("number", number), ("configuration", configuration.ToJson()), ("by", proposedBy)))?.Trial;

    private void SetStopped(int value) => _database.Write(session => session.Execute("UPDATE mlnetdeep_sweep SET stopped = @value WHERE id = @sweep", ("value", value), ("sweep", _sweep.Id)));

    private (string Name, object? Value)[] Key(int number, string worker) => [("sweep", _sweep.Id), ("number", number), ("worker", worker)];

    private static TrialOrder Order(long? skip) => skip switch { null => TrialOrder.Lost, 0 => TrialOrder.GoOn, _ => TrialOrder.Skip };

    // PostgreSQL takes no NUL and no half of a surrogate pair, and messages of errors may have either.
    private static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD')));
}
