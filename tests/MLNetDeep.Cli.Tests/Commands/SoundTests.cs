using MLNetDeep.Testing;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Folders of sounds.</summary>
[TestClass]
public class SoundTests
{
    private readonly TemporaryFolder _folder = new();

    [TestInitialize]
    public void Write()
    {
        foreach (ContractRow row in ContractData.Rows(36))
            WriteBytes($"sounds/{row.Label}/{row.Id}.wav", row.Sound);
    }

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    private string Sounds => _folder.File("sounds");

    [TestMethod]
    public void A_folder_for_each_class_is_learnt_predicted_and_evaluated()
    {
        CommandLineRun run = Train();
        run.ShouldSucceed();
        string output = _folder.File("predictions.csv");
        CommandLineRun.Of("predict", "--model", _folder.File("model.zip"), "--data", Sounds, "--out", output).ShouldSucceed();
        string[] lines = File.ReadAllLines(output);
        Assert.AreEqual("SoundPath,PredictedLabel,Score.across,Score.down,Score.slope", lines[0]);
        Assert.HasCount(37, lines);
        CommandLineRun.Of("evaluate", "--model", _folder.File("model.zip"), "--data", Sounds).ShouldSucceed();
    }

    [TestMethod]
    public void A_sound_that_is_none_is_named_and_can_be_left_out()
    {
        WriteBytes("sounds/down/broken.wav", [1, 2, 3]);
        CommandLineRun refused = Train();
        Assert.AreEqual(1, refused.ExitCode);
        StringAssert.Contains(refused.Error, "1 of 37 sounds of");
        StringAssert.Contains(refused.Error, "down/broken.wav (it is not a sound that can be read: WAV files of PCM");
        StringAssert.Contains(refused.Error, "--skip-bad leaves them out.");
        Train("--skip-bad").ShouldSucceed();
    }

    [TestMethod]
    public void A_network_for_images_does_not_suit()
    {
        CommandLineRun run = Train("--arch", "cnn");
        StringAssert.Contains(run.Error, $"cnn takes image, but '{Sounds}' is a folder of sounds; networks for sounds are audiocnn, bcresnet.");
    }

    [TestMethod]
    public void Baselines_hear_the_frames() =>
        CommandLineRun.Of("compare", "--data", Sounds, "--archs", "audiocnn", "--baselines", "lbfgs", "--folds", "2", "--max-epochs", "1").ShouldSucceed();

    private CommandLineRun Train(params string[] more) =>
        CommandLineRun.Of(["train", "--data", Sounds, "--out", _folder.File("model.zip"), "--max-epochs", "1", .. more]);

    private void WriteBytes(string name, byte[] bytes)
    {
        string path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
