namespace MLNetDeep.AutoML;

/// <summary>How trials are taken, given back and skipped.</summary>
internal sealed class TakingStatements(SqlDialect dialect)
{
    private const string SkippedReason = "'The user skipped it.'";

    // Trials that nobody may begin any more: their workers are silent, and they were begun too often or should be skipped.
    private readonly string _giveUp =
        $"""
        UPDATE mlnetdeep_trial SET
          state = CASE skip WHEN 0 THEN 'Failed' ELSE 'Skipped' END, ended = {dialect.Now}, version = version + 1,
          reason = CASE skip WHEN 0 THEN 'It was begun ' || attempts || ' times and never ended; the last worker, ' || worker || ', fell silent.' ELSE {SkippedReason} END
        WHERE sweep = @sweep AND number IN (
          SELECT number FROM mlnetdeep_trial
          WHERE sweep = @sweep AND ended IS NULL AND state = 'Running' AND beat <= {dialect.Now} - @silence AND (skip <> 0 OR attempts - releases >= @attempts)
          ORDER BY number {dialect.SkipLocked})
        """;

    private readonly string _take =
        $"""
        UPDATE mlnetdeep_trial SET
          state = 'Running', worker = @worker, attempts = attempts + 1, takes = takes + 1, reports = 0, version = version + 1, started = {dialect.Now}, beat = {dialect.Now}
        WHERE sweep = @sweep AND number = (
          SELECT number FROM mlnetdeep_trial
          WHERE sweep = @sweep AND ended IS NULL AND (state = 'Waiting' OR beat <= {dialect.Now} - @silence)
            AND NOT EXISTS (SELECT 1 FROM mlnetdeep_sweep WHERE id = @sweep AND stopped <> 0)
          ORDER BY number LIMIT 1 {dialect.SkipLocked})
        RETURNING {TrialRow.Returned}
        """;

    /// <summary>Skips the trial @number, at once or at its next report.</summary>
    public string Skip { get; } =
        $"""
        UPDATE mlnetdeep_trial SET
          state = CASE state WHEN 'Waiting' THEN 'Skipped' ELSE state END, ended = CASE state WHEN 'Waiting' THEN {dialect.Now} END,
          reason = CASE state WHEN 'Waiting' THEN {SkippedReason} END, skip = 1, version = version + 1
        WHERE sweep = @sweep AND number = @number AND ended IS NULL
        """;

    /// <summary>Lets the trial @number of @worker wait again, unless it should be skipped.</summary>
    public string Release { get; } =
        $"""
        UPDATE mlnetdeep_trial SET
          state = CASE skip WHEN 0 THEN 'Waiting' ELSE 'Skipped' END, ended = CASE skip WHEN 0 THEN NULL ELSE {dialect.Now} END,
          reason = CASE skip WHEN 0 THEN NULL ELSE {SkippedReason} END, worker = CASE skip WHEN 0 THEN NULL ELSE worker END,
          beat = NULL, releases = releases + 1, version = version + 1
        WHERE sweep = @sweep AND number = @number AND worker = @worker AND ended IS NULL
        """;

    /// <summary>Takes the first trial that may be begun.</summary>
    public Trial? Take(Session session, long sweep, string worker, TimeSpan silence, int attempts)
    {
        long milliseconds = (long)silence.TotalMilliseconds;
        session.Execute(_giveUp, ("sweep", sweep), ("silence", milliseconds), ("attempts", attempts));
        TrialRow? row = session.First(_take, TrialRow.Read, ("sweep", sweep), ("silence", milliseconds), ("worker", worker));
        if (row?.Takes > 1)
        {
            session.Execute("DELETE FROM mlnetdeep_report WHERE sweep = @sweep AND number = @number", ("sweep", sweep), ("number", row.Trial.Number));
            session.Execute("DELETE FROM mlnetdeep_kept WHERE sweep = @sweep AND number = @number", ("sweep", sweep), ("number", row.Trial.Number));
        }
        return row?.Trial;
    }
}
