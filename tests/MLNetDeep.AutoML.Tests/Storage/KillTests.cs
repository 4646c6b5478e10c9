namespace MLNetDeep.AutoML.Tests.Storage;

/// <summary>Three workers at one sweep are killed at random moments and started again: no trial is lost, none is run to its end twice.</summary>
[TestClass]
public class KillTests
{
    private const int Workers = 3;
    private static readonly bool _isFull = Environment.GetEnvironmentVariable("MLNETDEEP_FULL") == "1";
    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new();

    public TestContext TestContext { get; set; } = null!;

    private static int Kills => _isFull ? 200 : 10;

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_sweep_in_a_file_survives() => Survives(_folder.File("sweeps.db"));

    [TestMethod]
    public void A_sweep_in_PostgreSQL_survives() => Survives(Postgres.Url(Postgres.NewSchema()));

    private void Survives(string location)
    {
        string logs = Directory.CreateDirectory(_folder.File("logs")).FullName;
        WorkerProcess Start() => new(location, "mortal", logs);
        WorkerProcess[] workers = [.. Enumerable.Range(0, Workers).Select(_ => Start())];
        try
        {
            for (int kill = 0; kill < Kills; kill++)
            {
                int one = _random.Next(Workers);
                if (_random.Next(4) > 0) one = UnderWay(workers); // else also while it starts
                Thread.Sleep(_random.Next(150));
                workers[one].Kill();
                workers[one].Dispose();
                workers[one] = Start();
            }
            File.WriteAllText(Path.Combine(logs, "end"), "");
            Array.ForEach(workers, w => w.Finish());
        }
        finally
        {
            Array.ForEach(workers, w => w.Dispose());
        }
        Check(location, logs);
    }

    /// <summary>Waits for one that has begun.</summary>
    private int UnderWay(WorkerProcess[] workers)
    {
        while (true)
        {
            int one = _random.Next(Workers);
            if (workers[one].IsUnderWay) return one;
            workers[one].MustRun();
            Thread.Sleep(10);
        }
    }

    private void Check(string location, string logs)
    {
        using ITrialStore store = TrialStore.Open(location, "mortal");
        IReadOnlyList<Trial> trials = store.Read();
        var ended = Directory.GetFiles(logs, "*.log").SelectMany(file => File.ReadLines(file).Select(line => (Number: int.Parse(line), Worker: Path.GetFileNameWithoutExtension(file)))).ToList();

        Assert.AreSequenceEqual(Enumerable.Range(1, trials.Count), trials.Select(t => t.Number));
        Assert.AreEqual(ended.Count, ended.Select(e => e.Number).Distinct().Count(), "a trial was ended twice");
        Assert.IsLessThanOrEqualTo(Kills, trials.Count - ended.Count, "only what a worker did not live to write down may be missing");
        foreach (Trial trial in trials)
        {
            Assert.AreEqual(TrialState.Completed, trial.State, $"trial {trial.Number}");
            Assert.AreEqual((double)trial.Number * trial.Number, trial.Values.Single());
            Assert.AreSequenceEqual([1, 2, 3], trial.Reports.Select(r => r.Step), $"trial {trial.Number}");
            Assert.AreEqual(trial.Attempts, (int)trial.Metrics["Attempt"], $"trial {trial.Number} was begun again after its end");
        }
        foreach (var (number, worker) in ended)
            Assert.AreEqual(worker, trials[number - 1].Worker);
        int repeated = trials.Count(t => t.Attempts > 1);
        TestContext.WriteLine($"{Kills} kills, {trials.Count} trials, {ended.Count} written down, {repeated} begun more than once.");
        Assert.IsNotEmpty(trials);
    }
}
