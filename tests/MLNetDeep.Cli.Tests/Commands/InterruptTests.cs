using System.IO.Compression;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Ctrl-C in a real process.</summary>
[TestClass]
public class InterruptTests
{
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void An_interrupted_training_keeps_its_best_model()
    {
        using var folder = new TemporaryFolder();
        using OtherProcess process = OtherProcess.CommandLine(
            folder.Path, "train", "--data", Repository.Digits, "--arch", "cnn", "--out", "model.zip", "--max-epochs", "100000",
            "--checkpoint", "training.checkpoint", "--set", "Patience=0", "BaseChannels=8");
        // After the first epoch, however long the machine takes for it.
        SpinWait.SpinUntil(() => File.Exists(folder.File("training.checkpoint")), TimeSpan.FromMinutes(2));
        // As when whatever started it passes the keystroke on once more.
        process.Interrupt();
        process.Interrupt();
        (int exitCode, _, string error) = process.Wait(TimeSpan.FromSeconds(60));

        Assert.AreEqual(1, exitCode, error);
        StringAssert.Contains(error, "stopped before the end; the best model so far");
        Assert.IsTrue(File.Exists(folder.File("model.zip")));
    }

    [TestMethod]
    public void A_killed_training_goes_on_when_it_is_started_again()
    {
        using var folder = new TemporaryFolder();
        string[] Command(string output) =>
            ["train", "--data", Repository.Digits, "--arch", "cnn", "--out", output, "--max-epochs", "6", "--seed", "1", "--set", "BaseChannels=8", "Threads=1"];
        string[] mortal = [.. Command("mortal.zip"), "--checkpoint", "training.checkpoint", "--verbose"];
        using (OtherProcess undisturbed = OtherProcess.CommandLine(folder.Path, Command("undisturbed.zip")))
            Assert.AreEqual(0, undisturbed.Wait(TimeSpan.FromMinutes(2)).ExitCode);
        using (OtherProcess killed = OtherProcess.CommandLine(folder.Path, mortal))
        {
            SpinWait.SpinUntil(() => File.Exists(folder.File("training.checkpoint")), TimeSpan.FromMinutes(1));
            killed.Kill();
        }
        Assert.IsFalse(File.Exists(folder.File("mortal.zip")));
        using (OtherProcess again = OtherProcess.CommandLine(folder.Path, mortal))
        {
            (int exitCode, _, string error) = again.Wait(TimeSpan.FromMinutes(2));
            Assert.AreEqual(0, exitCode, error);
            StringAssert.Contains(error, "Resuming after step");
        }
        CollectionAssert.AreEqual(Weights(folder.File("undisturbed.zip")), Weights(folder.File("mortal.zip")));
        Assert.IsFalse(File.Exists(folder.File("training.checkpoint")));
    }

    private static byte[] Weights(string model)
    {
        using ZipArchive zip = ZipFile.OpenRead(model);
        using Stream entry = zip.GetEntry("MLNetDeep/weights.safetensors")!.Open();
        var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
