using System.Diagnostics;
using MLNetDeep.AutoML;
using MLNetDeep.AutoML.Reports;

namespace MLNetDeep.Bench;

/// <summary>What looks at a long sweep in a file, each in a process of its own, which has read nothing before: status, report, a new worker's first proposal.</summary>
internal static class Views
{
    private const int Reports = 20;

    /// <summary>Measures them with so many trials.</summary>
    public static void Measure(Report report, string file, int trials, int rounds)
    {
        Fill(file, trials);
        string row = $"SQLite, {trials:N0} trials, in a new process";
        foreach (string view in (string[])["status", "report", "proposal by tpe", "proposal by evolution"])
        {
            (double Wall, double Processor)[] times = [.. Enumerable.Range(0, rounds).Select(_ => InProcess(view, file))];
            report.Add(row, view, [.. times.Select(t => t.Wall)]);
            report.Add(row, $"{view}, processor time", [.. times.Select(t => t.Processor)]);
        }
        Console.WriteLine($"The page of {trials:N0} trials has {new FileInfo(file + ".html").Length / 1e6:0.0} MB.");
    }

    /// <summary>Runs one of them and writes milliseconds: since the process began, and of processor time, both with the start of .NET.</summary>
    public static void Run(string view, string file)
    {
        using ITrialStore store = TrialStore.Open(file);
        SweepDefinition definition = SweepDefinition.FromJson(store.Definition);
        switch (view.Split(' ')[^1])
        {
            case "status":
                SweepTable.List(StoreLocation.Parse(file).Connect(create: false));
                ((DatabaseStore)store).ReadBest(definition.Objectives);
                break;
            case "report":
                SweepReport.Write(SweepPages.ForPage(store, "Sweep", ""), file + ".html");
                break;
            case var tuner:
                store.Add((history, number) => Tuner.Get(tuner).Propose(new TunerContext(definition.ToSpace().Space, definition.Objectives, history, number, 1)) is { } proposed ? (proposed, tuner) : null);
                break;
        }
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant($"{(DateTime.Now - self.StartTime).TotalMilliseconds} {self.TotalProcessorTime.TotalMilliseconds}"));
    }

    private static (double Wall, double Processor) InProcess(string view, string file)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Views).Assembly.Location, "--view", view, file]) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double[] values = [.. text.Split(' ').Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
        return (values[0], values[1]);
    }

    private static void Fill(string file, int trials)
    {
        var task = PredictionTask.Binary();
        Contender[] contenders = [.. ((string[])["lightgbm", "mlp", "tabm", "realmlp"]).Select(key => Contenders.Find(task, key))];
        SearchSpace space = new JointSpace(contenders).Space;
        using ITrialStore store = TrialStore.Create(file, "sweep", new SweepDefinition
        {
            Task = task.Key,
            Label = task.LabelColumnName,
            Columns = ["A", "B"],
            Rows = 1000,
            Contenders = [.. contenders.Select(c => new DefinedContender(c.Key, SpaceText.Write(c.Space)))],
            Objectives = [task.DefaultObjective],
            Validation = DefinedValidation.Of(SweepValidation.HoldOut()),
            Tuner = "tpe",
            Pruner = "none",
            Seed = 1,
        }.ToJson());
        var random = new Random(1);
        ITuner tuner = Tuner.Random();
        using Database database = StoreLocation.Parse(file).Connect(create: false);
        long sweep = SweepTable.Rows(database)[0].Id;
        database.Write(session =>
        {
            for (int number = 1; number <= trials; number++)
                Insert(session, sweep, number, tuner.Propose(new TunerContext(space, [task.DefaultObjective], [], number, 1))!, random.NextDouble());
            return 0;
        });
    }

    private static void Insert(Session session, long sweep, int number, Configuration configuration, double value)
    {
        session.Execute(
            """
            INSERT INTO mlnetdeep_trial (sweep, number, configuration, proposed_by, state, objective_values, metrics, worker, attempts, proposed, started, ended, version, takes, reports)
            VALUES (@sweep, @number, @configuration, 'tpe', 'Completed', @values, @metrics, 'machine/12345/1', 1, @time, @time, @time + 900, 22, 1, @reports)
            """,
            ("sweep", sweep), ("number", number), ("configuration", configuration.ToJson()), ("values", TrialRow.Json([value])), ("time", 1_700_000_000_000 + (1000L * number)), ("reports", Reports),
            ("metrics", TrialRow.Json(new Dictionary<string, double> { ["Accuracy"] = value, ["AreaUnderRocCurve"] = value, ["LogLoss"] = 1 - value, ["F1Score"] = value, ["TrainingSeconds"] = 1.5 + value, ["ScoringMicrosecondsPerRow"] = 10 + value })));
        for (int step = 1; step <= Reports; step++)
            session.Execute("INSERT INTO mlnetdeep_report (sweep, number, position, fold, step, value, seconds) VALUES (@sweep, @number, @step, 0, @step, @value, @step)",
                ("sweep", sweep), ("number", number), ("step", step), ("value", value * step / Reports));
    }
}
