using System.Globalization;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Networks over several inputs from the command line: columns of text as texts, the others as a table.</summary>
[TestClass]
public class CombinedTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_text_and_a_table_are_learned_together()
    {
        (string train, string test, string model, string answers) = (Write("train.csv", 400), Write("test.csv", 100), _folder.File("m.zip"), _folder.File("p.csv"));
        CommandLineRun run = CommandLineRun.Of("train", "--data", train, "--test", test, "--label", "Label", "--arch", "combined", "--set", "Parts=Title=textcnn, *=mlp", "LearningRate=0.003",
            "--max-epochs", "10", "--seed", "1", "--out", model).ShouldSucceed();
        double accuracy = double.Parse(run.Output.Split('\n').Single(line => line.TrimStart().StartsWith("Accuracy ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        Assert.IsGreaterThan(0.9, accuracy, run.Output);
        StringAssert.Contains(CommandLineRun.Of("evaluate", "--model", model, "--data", test).ShouldSucceed().Output, "Accuracy");
        CommandLineRun.Of("predict", "--model", model, "--data", test, "--out", answers).ShouldSucceed();
        Assert.HasCount(101, File.ReadAllLines(answers));
        CommandLineRun.Of("train", "--data", train, "--from", model, "--max-epochs", "1", "--out", _folder.File("n.zip")).ShouldSucceed();
    }

    [TestMethod]
    public void Paths_of_pictures_are_meant_from_where_the_table_lies()
    {
        (string train, string test, string model, string answers) = (Listings("here/train.csv", 60), Listings("there/test.csv", 20), _folder.File("m.zip"), _folder.File("p.csv"));
        CommandLineRun run = CommandLineRun.Of("train", "--data", train, "--test", test, "--label", "Label", "--arch", "combined", "--set", "Parts=Photo=cnn, *=mlp", "LearningRate=0.01",
            "--max-epochs", "12", "--seed", "1", "--out", model).ShouldSucceed();
        StringAssert.Contains(run.Error, "features: images in Photo, 1 number (Price).");
        StringAssert.Contains(CommandLineRun.Of("evaluate", "--model", model, "--data", test).ShouldSucceed().Output, "Accuracy");
        CommandLineRun.Of("predict", "--model", model, "--data", test, "--keep", "Photo,Label", "--out", answers).ShouldSucceed();
        string[][] rows = [.. File.ReadAllLines(answers).Skip(1).Select(line => line.Split(','))];
        // Half of the rows can be told by their pictures alone.
        Assert.IsGreaterThan(0.8, rows.Average(row => row[1] == row[2] ? 1.0 : 0));
        StringAssert.StartsWith(rows[0][0], "photos/");
        CommandLineRun.Of("train", "--data", train, "--from", model, "--max-epochs", "1", "--out", _folder.File("n.zip")).ShouldSucceed();
        File.Delete(_folder.File("there/photos/3.png"));
        CommandLineRun.Of("predict", "--model", model, "--data", test, "--out", answers).ShouldFail(1, "3.png");
        CommandLineRun.Of("train", "--data", train, "--label", "Label", "--arch", "combined", "--set", "Parts=Price=cnn, Photo=mlp", "--out", model)
            .ShouldFail(1, $"Column 'Price' of '{train}' holds numbers, but Parts takes it as paths of images.");
    }

    [TestMethod]
    public void Auto_and_compare_learn_from_sentences_beside_other_columns()
    {
        (string train, string test, string model, string json) = (Write("train.csv", 120), Write("test.csv", 80), _folder.File("m.zip"), _folder.File("r.json"));
        CommandLineRun run = CommandLineRun.Of("sweep", "--data", train, "--label", "Label", "--kinds", "Title=text", "--trials", "3", "--seed", "1", "--out", model, "--json", json).ShouldSucceed();
        StringAssert.Contains(run.Error, "features: text in Title, 1 number (Price), 1 category (Town).");
        foreach (string contender in new[] { "lightgbm", "combined" })
            StringAssert.Contains(run.Error + run.Output, contender);
        StringAssert.Contains(CommandLineRun.Of("evaluate", "--model", model, "--data", test).ShouldSucceed().Output, "Accuracy");
        CommandLineRun.Of("predict", "--model", model, "--data", test, "--out", _folder.File("p.csv")).ShouldSucceed();
        Assert.HasCount(81, File.ReadAllLines(_folder.File("p.csv")));
        CommandLineRun compared = CommandLineRun.Of("compare", "--data", train, "--label", "Label", "--text", "Title", "--features", "Price", "--archs", "combined", "--baselines", "lbfgs", "--folds", "2", "--max-epochs", "2").ShouldSucceed();
        StringAssert.Contains(compared.Error, "features: text in Title, 1 number (Price).");
        Assert.DoesNotContain("failed", compared.Output);
        CommandLineRun.Of("train", "--data", train, "--label", "Label", "--text", "Title", "--features", "Price", "--out", model).ShouldFail(2, "Give either --text or --features, not both.");
    }

    [TestMethod]
    [DataRow("Parts=Titel=textcnn, *=mlp", 1, "Titel")]
    [DataRow("Parts=Title=textcnn", 2, "Parts must have at least 2 inputs, but has 1.")]
    [DataRow("Parts=Title=tabm, Price=mlp", 2, "TabM gives no embedding")]
    [DataRow("Parts=Title", 2, "Parts must be inputs separated by commas")]
    public void What_is_wrong_is_said(string parts, int exitCode, string said) =>
        CommandLineRun.Of("train", "--data", Write("train.csv", 20), "--label", "Label", "--arch", "combined", "--set", parts, "--out", _folder.File("m.zip")).ShouldFail(exitCode, said);

    // Dark pictures are of one class, and rows without one are told by their price.
    private string Listings(string name, int rows)
    {
        string path = _folder.Write(name);
        var random = new Random(rows);
        File.WriteAllLines(path, Enumerable.Range(0, rows).Select(i =>
        {
            bool isDark = i % 4 < 2;
            string photo = i % 6 == 5 ? "" : $"photos/{i}.png";
            if (photo.Length > 0)
            {
                byte[] pixels = [.. Enumerable.Range(0, 12 * 12 * 4).Select(k => k % 4 == 3 ? byte.MaxValue : (byte)((isDark ? 20 : 180) + random.Next(40)))];
                using MLImage image = MLImage.CreateFromPixels(12, 12, MLPixelFormat.Rgba32, pixels);
                image.Save(_folder.Write(Path.Combine(Path.GetDirectoryName(name)!, photo)));
            }
            return FormattableString.Invariant($"{photo},{(isDark ? 20 : 80) + random.Next(30)},{(isDark ? "dark" : "light")}");
        }).Prepend("Photo,Price,Label"));
        return path;
    }

    // Both must be good: the title's words, and the price.
    private string Write(string name, int rows)
    {
        var random = new Random(name.Length);
        string path = _folder.File(name);
        string[] good = ["lovely", "great", "perfect"], bad = ["broken", "old", "poor"], things = ["lamp", "radio", "chair"], towns = ["Oslo", "Kyoto"];
        File.WriteAllLines(path, Enumerable.Range(0, rows).Select(_ =>
        {
            (bool praised, bool cheap) = (random.Next(2) == 0, random.Next(2) == 0);
            string title = $"{(praised ? good : bad)[random.Next(3)]} {things[random.Next(3)]} number {random.Next(1000)}";
            return FormattableString.Invariant($"{title},{(cheap ? 20 : 80) + random.Next(30)},{towns[random.Next(2)]},{(praised && cheap ? "yes" : "no")}");
        }).Prepend("Title,Price,Town,Label"));
        return path;
    }
}
