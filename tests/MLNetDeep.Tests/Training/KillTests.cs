using System.Diagnostics;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Training;

/// <summary>A real process that trains is killed at random moments and started again: it ends with the weights of one that nobody touched.</summary>
[TestClass]
public class KillTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetdeep").FullName;

    public TestContext TestContext { get; set; } = null!;

    private string Checkpoint => Path.Combine(_folder, "training.checkpoint");

    private string Weights => Path.Combine(_folder, "weights.bin");

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("cached")]
    [DataRow("streamed")]
    public void AKilledTrainingGoesOnToTheSameWeights(string rows)
    {
        var (expected, _) = Undisturbed(rows);
        var random = new Random();
        for (var kill = 0; kill < 2; kill++)
        {
            using var process = new MortalProcess(rows, Checkpoint, Weights);
            Assert.IsTrue(process.WaitFor("epoch"), "it ended too early");
            Thread.Sleep(random.Next(30));
            Assert.IsTrue(process.Kill(), "it had ended by itself");
            Assert.AreEqual(kill > 0, process.HasGoneOn);
        }
        using var last = new MortalProcess(rows, Checkpoint, Weights);
        last.Finish();
        Assert.IsTrue(last.HasGoneOn);
        CollectionAssert.AreEqual(expected, File.ReadAllBytes(Weights));
        Assert.IsEmpty(Directory.GetFiles(_folder).Except([Weights]), "something is left behind");
    }

    [TestMethod]
    [DataRow("cached")]
    [DataRow("streamed")]
    public void SoItDoesAfterTwentyKillsAtAnyMoment(string rows)
    {
        Full.OrSkip();
        var (expected, duration) = Undisturbed(rows);
        var random = new Random();
        var (kills, resumed, ends) = (0, 0, 0);
        while (kills < 20 || ends == 0)
        {
            using var process = new MortalProcess(rows, Checkpoint, Weights);
            if (kills < 20)
            {
                if (random.Next(4) > 0) process.WaitFor("under way"); // else also while it starts
                Thread.Sleep(duration * random.NextDouble());
                kills += process.Kill() ? 1 : 0;
            }
            else process.Finish();
            process.WaitFor("never said");
            resumed += process.HasGoneOn ? 1 : 0;
            if (!File.Exists(Weights)) continue;
            CollectionAssert.AreEqual(expected, File.ReadAllBytes(Weights), $"after {kills} kills");
            File.Delete(Weights);
            ends++;
        }
        TestContext.WriteLine($"{rows}: {kills} kills, {resumed} trainings went on, {ends} came to their end, all with the same weights.");
        Assert.IsGreaterThan(0, resumed);
    }

    private (byte[] Weights, TimeSpan Duration) Undisturbed(string rows)
    {
        using var process = new MortalProcess(rows, Checkpoint, Weights);
        process.WaitFor("under way");
        var clock = Stopwatch.StartNew();
        process.Finish();
        var weights = File.ReadAllBytes(Weights);
        File.Delete(Weights);
        return (weights, clock.Elapsed);
    }
}
