namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Ctrl-C in a real process.</summary>
[TestClass]
public class InterruptTests
{
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task An_interrupted_training_keeps_its_best_model()
    {
        using var folder = new TemporaryFolder();
        using OtherProcess process = OtherProcess.CommandLine(
            folder.Path, "train", "--data", Repository.Digits, "--arch", "cnn", "--out", "model.zip", "--max-epochs", "100000",
            "--set", "Patience=0", "BaseChannels=8");
        await Task.Delay(TimeSpan.FromSeconds(8));
        // As when whatever started it passes the keystroke on once more.
        process.Interrupt();
        process.Interrupt();
        (int exitCode, _, string error) = process.Wait(TimeSpan.FromSeconds(60));

        Assert.AreEqual(1, exitCode, error);
        StringAssert.Contains(error, "stopped before the end; the best model so far");
        Assert.IsTrue(File.Exists(folder.File("model.zip")));
    }
}
