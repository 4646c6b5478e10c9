using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Folders of images, and images named in a file.</summary>
[TestClass]
public class ImageTests
{
    private readonly TemporaryFolder _folder = new();

    [TestInitialize]
    public void Draw()
    {
        for (int i = 0; i < 24; i++)
        {
            Draw($"dark/{i}.png", 12 + i % 3, (byte)(10 + i));
            Draw($"light/{i}.jpg", 12, (byte)(200 + i));
        }
    }

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_folder_for_each_class_is_learnt_and_predicted()
    {
        Train(_folder.Path).ShouldSucceed();
        string output = _folder.File("predictions.csv");
        CommandLineRun.Of("predict", "--model", _folder.File("model.zip"), "--data", _folder.Path, "--out", output).ShouldSucceed();

        string[] lines = File.ReadAllLines(output);
        Assert.AreEqual("ImagePath,PredictedLabel,Score.dark,Score.light", lines[0]);
        Assert.HasCount(49, lines);
        Assert.IsTrue(lines.Skip(1).All(l => l.Split(',') is [var path, var label, ..] && path.Contains($"/{label}/")));
        CommandLineRun.Of("evaluate", "--model", _folder.File("model.zip"), "--data", _folder.Path).ShouldSucceed();
    }

    [TestMethod]
    public void Paths_in_a_file_are_meant_from_where_it_lies()
    {
        string[] rows = [.. Enumerable.Range(0, 24).SelectMany(i => new[] { $"d;dark/{i}.png", $"l;light/{i}.jpg" })];
        Train(_folder.Write("photos.csv", ["Kind;Photo", .. rows]), "--label", "Kind", "--image", "Photo").ShouldSucceed();
    }

    [TestMethod]
    public void Baselines_see_the_pixels() =>
        CommandLineRun.Of("compare", "--data", _folder.Path, "--archs", "cnn", "--baselines", "lbfgs", "--folds", "2", "--max-epochs", "1").ShouldSucceed();

    [TestMethod]
    public void An_image_that_is_none_is_named()
    {
        _folder.Write("dark/broken.png", "this is text");
        Train(_folder.Path).ShouldFail(1, "broken.png");
        Assert.IsFalse(File.Exists(_folder.File("model.zip")));
    }

    private CommandLineRun Train(string data, params string[] more) => CommandLineRun.Of(
        ["train", "--data", data, "--arch", "cnn", "--max-epochs", "8", "--seed", "1", "--set", "BaseChannels=8", "BatchSize=8", "--out", _folder.File("model.zip"), .. more]);

    private void Draw(string name, int side, byte brightness)
    {
        byte[] pixels = [.. Enumerable.Range(0, side * side * 4).Select(i => i % 4 == 3 ? byte.MaxValue : brightness)];
        string path = _folder.Write(name);
        using MLImage image = MLImage.CreateFromPixels(side, side, MLPixelFormat.Rgba32, pixels);
        image.Save(path);
    }
}
