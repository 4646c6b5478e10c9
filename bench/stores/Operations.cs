using System.Diagnostics;
using MLNetDeep.AutoML;

namespace MLNetDeep.Bench;

/// <summary>The operations on a store, one by one.</summary>
internal static class Operations
{
    private const int Reports = 20;
    private static readonly TimeSpan _silence = TimeSpan.FromHours(1);

    /// <summary>Measures them with so many trials in the history.</summary>
    /// <param name="report">What the figures are added to.</param>
    /// <param name="row">Its row.</param>
    /// <param name="connect">Gives the database.</param>
    /// <param name="history">How many trials are there before.</param>
    /// <param name="rounds">How many trials are run.</param>
    /// <param name="isShared">Whether another process can open it: then reading looks at what another one changed.</param>
    public static void Measure(Report report, string row, Func<Database> connect, int history, int rounds, bool isShared)
    {
        Console.Error.WriteLine(row);
        using Database database = connect();
        Schema.Upgrade(database);
        SweepRow sweep = SweepTable.Create(database, row, "{}");
        Fill(database, sweep.Id, history);
        using var store = new DatabaseStore(database, sweep);
        using DatabaseStore? second = isShared ? new DatabaseStore(connect(), sweep) : null;
        report.Add(row, "first Read", [Time(() => store.Read())]);
        second?.Read();

        var times = new Dictionary<string, List<double>>();
        for (int round = -3; round < rounds; round++)
            foreach (var (name, time) in Round(store, second ?? store).Where(_ => round >= 0))
                (times.TryGetValue(name, out List<double>? list) ? list : times[name] = []).Add(time);
        foreach (var (name, list) in times)
            report.Add(row, name, list);
        report.Add(row, "List", [Time(() => SweepTable.List(database))]);
    }

    private static List<(string Name, double Time)> Round(ITrialStore store, ITrialStore second)
    {
        int number = 0;
        double add = Time(() => number = store.Add((_, n) => (Some(n), "random"))!.Number);
        double take = Time(() => store.Take("bench", _silence));
        double report = Time(() => store.Report(number, "bench", new TrialReport(0, 1, 0.5, 1)));
        second.Report(number, "bench", new TrialReport(0, 2, 0.5, 1));
        double read = Time(() => store.Read());
        double end = Time(() => store.End(number, "bench", new TrialOutcome(TrialState.Completed) { Values = [0.5], Metrics = new Dictionary<string, double> { ["Accuracy"] = 0.5 } }));
        return [("Add", add), ("Take", take), ("Report", report), ("End", end), ("all four", add + take + report + end), ("Read after a change", read)];
    }

    private static void Fill(Database database, long sweep, int count) => database.Write(session =>
    {
        session.Execute(
            $$$"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
            INSERT INTO mlnetdeep_trial (sweep, number, configuration, proposed_by, state, objective_values, metrics, worker, attempts, proposed, started, ended, version, takes, reports)
            SELECT @sweep, i, '{{{Some(1).ToJson()}}}', 'random', 'Completed', '[0.5]', '{"Accuracy":0.5}', 'bench', 1, 0, 0, 0, 22, 1, {{{Reports}}} FROM n WHERE i <= @count
            """,
            ("sweep", sweep), ("count", count));
        return session.Execute(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Reports})
            INSERT INTO mlnetdeep_report (sweep, number, position, fold, step, value, seconds) SELECT sweep, number, i, 0, i, 0.5, i FROM mlnetdeep_trial CROSS JOIN n WHERE sweep = @sweep
            """,
            ("sweep", sweep));
    });

    private static Configuration Some(int number) => new(
    [
        KeyValuePair.Create("Architecture", (object)"mlp"), KeyValuePair.Create("BatchSize", (object)256), KeyValuePair.Create("Dropout", (object)0.1),
        KeyValuePair.Create("LearningRate", (object)(1e-3 / number)), KeyValuePair.Create("Width", (object)128), KeyValuePair.Create("WeightDecay", (object)1e-4),
    ]);

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
