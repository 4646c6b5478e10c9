using System.Diagnostics;
using Microsoft.ML;
using MLNetDeep.AutoML.Tests.Storage;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>Trials in processes of their own: whatever ends such a process is one failed trial.</summary>
[TestClass]
public sealed class IsolationTests
{
    private const long Memory = 700_000_000;

    private readonly TemporaryFolder _folder = new();

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Every_way_to_end_a_process_is_one_failed_trial_and_the_sweep_goes_on(int parallel)
    {
        if (parallel == 1 && Environment.GetEnvironmentVariable("MLNETDEEP_FULL") != "1")
            Assert.Inconclusive("Two processes at once meet the same ends; one at a time is for MLNETDEEP_FULL=1.");
        List<(int Trial, double Accuracy)> best = [];
        HashSet<int> told = [];
        SweepResult result = DangerousSweep.Create().Isolated(Start).InParallel(parallel).WithMemoryBudget(parallel * Memory)
            .OnProgress(p => told.UnionWith(p.Trials.Where(t => t.IsOver).Select(t => t.Number)))
            .OnBest((trial, model) => best.Add((trial.Number, Accuracy(model)))).Run(DangerousSweep.Rows());

        Dictionary<string, Trial> trials = result.Trials.ToDictionary(t => (string)t.Configuration[$"{DangerousSweep.Key}.{DangerousSweep.How}"]);
        foreach (Trial trial in result.Trials)
            TestContext.WriteLine($"{trial.Configuration}: {trial.State} {trial.Reason}");
        Assert.AreEqual(TrialState.Completed, trials["well"].State, trials["well"].Reason);
        Assert.IsTrue(result.Trials.All(t => t.Attempts == 1 && t.Worker!.Split('/')[1] != $"{Environment.ProcessId}"));
        foreach (var (way, reason) in new[] { ("throw", "It threw."), ("exit", "ended with exit code 3"), ("kill", OperatingSystem.IsWindows() ? "exit code" : "signal 9 (SIGKILL)"), ("abort", "It broke."), ("memory", "0.7 GB are allowed to a trial") })
        {
            Assert.AreEqual(TrialState.Failed, trials[way].State, $"{way}: {trials[way].Reason}");
            StringAssert.Contains(trials[way].Reason, reason, way);
        }
        // A model that works was there as soon as the trial had ended, and the last one is trained on all rows.
        Assert.AreEqual(trials["well"].Number, best.Single().Trial);
        Assert.IsGreaterThan(0.9, best.Single().Accuracy);
        Assert.IsGreaterThan(0.9, result.Evaluate(DangerousSweep.Rows())["Accuracy"]);
        Assert.HasCount(DangerousSweep.Ways.Count, told);
    }

    [TestMethod]
    public void A_sweep_that_is_cancelled_ends_its_processes_and_keeps_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        string store = _folder.File("sweep.db");
        SweepResult result = DangerousSweep.Create().Isolated(Start).StoredIn(store).WithMemoryBudget(Memory).OnProgress(_ => stop.Cancel()).Run(DangerousSweep.Rows(), stop.Token);
        Assert.AreEqual("well", result.Best.Configuration[$"{DangerousSweep.Key}.{DangerousSweep.How}"]);
        Assert.IsFalse(result.Trials.Any(t => t.State == TrialState.Running));
        Assert.IsGreaterThan(0.9, result.Evaluate(DangerousSweep.Rows())["Accuracy"]);
    }

    [TestMethod]
    public void A_process_that_cannot_begin_ends_the_sweep_with_what_it_said()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => DangerousSweep.Create().Isolated(_ => new ProcessStartInfo("dotnet", ["no-such-program.dll"])).Run(DangerousSweep.Rows()));
        StringAssert.Contains(e.Message, "No trial could be begun. The process of the trial ended with exit code 1");
    }

    private static ProcessStartInfo Start(TrialWorker worker) => new("dotnet", [WorkerProcess.Program(), "isolated", worker.Store, worker.Name]);

    private static double Accuracy(ITransformer model) => new MLContext().BinaryClassification.Evaluate(model.Transform(DangerousSweep.Rows())).Accuracy;
}
