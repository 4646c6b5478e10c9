using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Networks for images and tables that learn without labels, and trainings that start from them.</summary>
[TestClass]
public class PretrainTests
{
    private readonly TemporaryFolder _folder = new();

    private string Encoder => _folder.File("encoder.zip");

    private string Model => _folder.File("model.zip");

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_network_for_tables_starts_from_what_it_learned_without_labels()
    {
        string[] Lines(bool hasLabel, int count) => [hasLabel ? "a,b,c,Label" : "a,b,c",
            .. Enumerable.Range(0, count).Select(i => $"{i % 7},{i % 5},{(i % 3 == 0 ? "red" : "blue")}{(hasLabel ? i % 2 == 0 ? ",yes" : ",no" : "")}")];
        var (unlabelled, few, json) = (_folder.Write("all.csv", Lines(false, 120)), _folder.Write("few.csv", Lines(true, 40)), _folder.File("r.json"));
        string[] layers = ["Layers=1", "Width=16"];
        var run = CommandLineRun.Of(["pretrain", "--data", unlabelled, "--arch", "mlp", "--out", Encoder, "--json", json, "--max-epochs", "2", "--seed", "1", "--corruption", "0.4", "--temperature", "0.5", "--set", .. layers]).ShouldSucceed();
        StringAssert.Contains(run.Output, "108 rows to train on, 12 to validate on; best epoch ");
        StringAssert.Contains(run.Output, $"mlnetdeep train --arch mlp --set PretrainedEncoder={Encoder}");
        Assert.IsInRange(0, 1, System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(json))!["metrics"]!["Accuracy"]!.GetValue<double>());
        string[] train = ["train", "--data", few, "--arch", "mlp", "--max-epochs", "1", "--out", Model, "--verbose", "--set", $"PretrainedEncoder={Encoder}"];
        StringAssert.Contains(CommandLineRun.Of([.. train, .. layers]).ShouldSucceed().Error, $"start from '{Encoder}': all but those of the last layer");
        CommandLineRun.Of([.. train.Where(word => word != "--verbose"), "Layers=1", "Width=8"]).ShouldFail(1, "does not suit this trainer: its options were others");
        string vectors = _folder.File("v.csv");
        StringAssert.Contains(CommandLineRun.Of("embed", "--model", Encoder, "--data", unlabelled, "--out", vectors, "--keep", "a").ShouldSucceed().Output, "120 rows in");
        Assert.StartsWith("a,Embedding.0,", File.ReadLines(vectors).First());
        // A trained model embeds too.
        CommandLineRun.Of("embed", "--model", Model, "--data", few, "--out", vectors).ShouldSucceed();
        CommandLineRun.Of(["pretrain", "--data", few, "--arch", "mlp", "--out", Encoder, "--max-epochs", "1", "--set", .. layers]).ShouldSucceed();
    }

    [TestMethod]
    public void A_network_for_images_starts_from_what_it_learned_without_labels()
    {
        for (int i = 0; i < 12; i++)
        {
            Draw($"dark/{i}.png", (byte)(10 + (5 * i)));
            Draw($"light/{i}.png", (byte)(180 + (5 * i)));
        }
        string[] layers = ["BaseChannels=8", "BatchSize=8"];
        string folder = _folder.File("images");
        CommandLineRun.Of(["pretrain", "--data", folder, "--arch", "cnn", "--out", Encoder, "--max-epochs", "1", "--seed", "1", "--set", .. layers]).ShouldSucceed();
        StringAssert.Contains(CommandLineRun.Of(["train", "--data", folder, "--arch", "cnn", "--out", Model, "--max-epochs", "1", "--verbose", "--set", $"PretrainedEncoder={Encoder}", .. layers]).ShouldSucceed().Error, "start from");
        string vectors = _folder.File("v.csv");
        CommandLineRun.Of("embed", "--model", Encoder, "--data", folder, "--out", vectors).ShouldSucceed();
        Assert.StartsWith("ImagePath,Embedding.0,", File.ReadLines(vectors).First());
        Assert.HasCount(25, File.ReadLines(vectors).ToList());
    }

    [TestMethod]
    public void What_cannot_be_pretrained_is_said()
    {
        string table = _folder.Write("t.csv", "a,b", "1,2", "3,4", "5,7");
        CommandLineRun.Of("pretrain", "--data", table, "--arch", "gin", "--out", Encoder).ShouldFail(1, "of which there are no two views: contrastive learning is for image, table.");
        CommandLineRun.Of("pretrain", "--data", table, "--arch", "mlp", "--out", Encoder, "--corruption", "2").ShouldFail(1, "CorruptionRate must be above 0 and at most 1, but was 2.");
        CommandLineRun.Of("pretrain", "--data", table, "--arch", "mlp", "--out", Encoder, "--features", "z").ShouldFail(1, "'z'");
        Assert.IsFalse(File.Exists(Encoder));
    }

    private void Draw(string name, byte brightness)
    {
        string path = _folder.File($"images/{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] pixels = [.. Enumerable.Range(0, 12 * 12 * 4).Select(i => i % 4 == 3 ? (byte)255 : brightness)];
        using var image = MLImage.CreateFromPixels(12, 12, MLPixelFormat.Bgra32, pixels);
        image.Save(path);
    }
}
