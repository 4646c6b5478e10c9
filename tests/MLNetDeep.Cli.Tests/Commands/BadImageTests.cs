using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Images that cannot be read, images that have no labels, and images one by one.</summary>
[TestClass]
public class BadImageTests
{
    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.File("model.zip");

    [TestInitialize]
    public void Draw()
    {
        for (int i = 0; i < 10; i++)
        {
            Draw($"data/dark/{i}.png", (byte)(10 + i));
            Draw($"data/light/{i}.jpg", (byte)(200 + i));
        }
    }

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void All_are_named_before_training_and_left_out_on_request()
    {
        Spoil();
        string message = "3 of 20 images of '" + _folder.File("data") + "' cannot be used: dark/3.png (it is empty), light/4.jpg (it ends early), light/5.jpg (it is not an image that can be read: ";
        Train().ShouldFail(1, message);
        Assert.IsFalse(File.Exists(Model));

        CommandLineRun run = Train("--skip-bad").ShouldSucceed();
        StringAssert.Contains(run.Error, "Left out 3 of 20 images of '" + _folder.File("data") + "', which cannot be used:\n  dark/3.png (it is empty)\n  light/4.jpg (it ends early)\n");
        StringAssert.Contains(run.Output, " epochs of 15 rows");
        CommandLineRun.Of("evaluate", "--model", Model, "--data", _folder.File("data")).ShouldFail(1, message);
        StringAssert.Contains(CommandLineRun.Of("evaluate", "--model", Model, "--data", _folder.File("data"), "--skip-bad").ShouldSucceed().Error, "light/5.jpg (it is not");
        CommandLineRun.Of(Predict("data")).ShouldFail(1, message);
        CommandLineRun predicted = CommandLineRun.Of([.. Predict("data"), "--skip-bad"]).ShouldSucceed();
        StringAssert.Contains(predicted.Output, "17 rows in ");
        StringAssert.Contains(predicted.Error, "dark/3.png (it is empty)");
        Assert.HasCount(18, File.ReadAllLines(_folder.File("out.csv")));
    }

    [TestMethod]
    public void A_file_with_paths_has_bad_ones_too()
    {
        Train().ShouldSucceed();
        Spoil();
        _folder.Write("data/list.csv", "ImagePath,Label", "dark/1.png,dark", "dark/3.png,dark", ",light", "dark/none.png,dark", "light/1.jpg,light");
        CommandLineRun.Of(Predict("data/list.csv")).ShouldFail(1, "dark/3.png (it is empty), row 3 (the path is empty), dark/none.png (there is no such file)");
        CommandLineRun.Of([.. Predict("data/list.csv"), "--skip-bad"]).ShouldSucceed();
        Assert.AreEqual("dark light", string.Join(' ', Labels()));
    }

    [TestMethod]
    public void Images_to_predict_need_no_classes()
    {
        Train().ShouldSucceed();
        Draw("new/a.png", 12);
        Draw("new/b.png", 210);
        Draw("new/inner/c.png", 14);
        CommandLineRun.Of(Predict("new")).ShouldSucceed();
        Assert.AreEqual("dark light dark", string.Join(' ', Labels()));
        CommandLineRun.Of(Predict("new/b.png")).ShouldSucceed();
        Assert.AreEqual("light", string.Join(' ', Labels()));
        CommandLineRun.Of([.. Predict("new/b.png"), _folder.File("new/a.png")]).ShouldSucceed();
        Assert.AreEqual("light dark", string.Join(' ', Labels()));
        _folder.Write("new/list.txt", "b.png", "", "inner/c.png");
        CommandLineRun.Of(Predict("new/list.txt")).ShouldSucceed();
        Assert.AreEqual("light dark", string.Join(' ', Labels()));
        CommandLineRun.Of([.. Predict("new/b.png"), _folder.File("new")]).ShouldFail(1, "is a folder");
        CommandLineRun.Of("evaluate", "--model", Model, "--data", _folder.File("new")).ShouldFail(1, "does not know: 'inner' (1 row)");
        CommandLineRun.Of("evaluate", "--model", Model, "--data", _folder.File("new/b.png")).ShouldFail(1, "has no labels");
    }

    [TestMethod]
    public void A_class_that_the_model_does_not_know_is_named()
    {
        Train().ShouldSucceed();
        Draw("test/dark/1.png", 12);
        Draw("test/pink/1.png", 99);
        const string Message = "does not know: 'pink' (1 row). It knows dark, light.";
        CommandLineRun.Of("evaluate", "--model", Model, "--data", _folder.File("test")).ShouldFail(1, Message);
        Train("--test", _folder.File("test")).ShouldFail(1, Message);
    }

    [TestMethod]
    public void A_colour_image_for_a_network_of_grayscale_images_is_named_before_anything_is_scored()
    {
        Train().ShouldSucceed();
        Draw("new/a.png", 12);
        Draw("new/red.png", 200, 20);
        const string Named = "red.png (it is in colour, and the network takes grayscale images (1 channel))";
        CommandLineRun.Of(Predict("new")).ShouldFail(1, "1 of 2 images of '" + _folder.File("new") + "' cannot be used: " + Named);
        StringAssert.Contains(CommandLineRun.Of([.. Predict("new"), "--skip-bad"]).ShouldSucceed().Error, Named);
        Assert.AreEqual("dark", string.Join(' ', Labels()));
        Draw("data/dark/red.png", 200, 20);
        CommandLineRun.Of("evaluate", "--model", Model, "--data", _folder.File("data")).ShouldFail(1, "dark/" + Named);

        // Asked to convert, or trained on colour: both are taken.
        Train("--set", "Channels=1").ShouldSucceed();
        CommandLineRun.Of(Predict("new")).ShouldSucceed();
        Train().ShouldSucceed();
        CommandLineRun.Of(Predict("new")).ShouldSucceed();
        Assert.HasCount(2, Labels().ToArray());
    }

    private void Spoil()
    {
        File.WriteAllBytes(_folder.File("data/dark/3.png"), []);
        byte[] jpeg = File.ReadAllBytes(_folder.File("data/light/4.jpg"));
        File.WriteAllBytes(_folder.File("data/light/4.jpg"), jpeg[..^4]);
        File.WriteAllText(_folder.File("data/light/5.jpg"), "this is text");
    }

    private IEnumerable<string> Labels() => File.ReadAllLines(_folder.File("out.csv")).Skip(1).Select(line => line.Split(',')[1]);

    private string[] Predict(string data) => ["predict", "--model", Model, "--out", _folder.File("out.csv"), "--data", _folder.File(data)];

    private CommandLineRun Train(params string[] more) => CommandLineRun.Of(
        ["train", "--data", _folder.File("data"), "--arch", "cnn", "--max-epochs", "8", "--seed", "1", "--set", "BaseChannels=8", "BatchSize=4", "--out", Model, .. more]);

    private void Draw(string name, byte red, byte? others = null)
    {
        string path = _folder.Write(name);
        byte[] pixels = [.. Enumerable.Range(0, 12 * 12 * 4).Select(i => i % 4 == 3 ? byte.MaxValue : i % 4 == 0 ? red : others ?? red)];
        using MLImage image = MLImage.CreateFromPixels(12, 12, MLPixelFormat.Rgba32, pixels);
        image.Save(path);
    }
}
