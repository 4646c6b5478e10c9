namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>A column of text from the command line: found by itself, trained on, evaluated and predicted.</summary>
[TestClass]
public sealed class TextTests : IDisposable
{
    private static readonly string[] Quick = ["--set", "BatchSize=16", "LearningRate=0.005", "MinTokenCount=1", "Width=32", "Filters=16", "Threads=1", "--max-epochs", "6", "--seed", "1"];

    private readonly TemporaryFolder _folder = new();

    private string Model => Path.Combine(_folder.Path, "model.zip");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_column_of_sentences_is_found_by_itself()
    {
        var (train, test) = (Reviews("train.tsv", 300, 1), Reviews("test.tsv", 100, 2));
        var run = CommandLineRun.Of(["train", "--data", train, "--label", "Label", "--out", Model, .. Quick]).ShouldSucceed();
        StringAssert.Contains(run.Error, "features: text in Text.");
        StringAssert.Contains(run.Error, "Architecture: textcnn, the default.");
        var evaluated = CommandLineRun.Of("evaluate", "--model", Model, "--data", test, "--json", Path.Combine(_folder.Path, "e.json")).ShouldSucceed();
        var accuracy = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.Path, "e.json")))!["metrics"]!["Accuracy"]!.GetValue<double>();
        Assert.IsGreaterThan(0.9, accuracy, evaluated.Output);
        var predicted = Path.Combine(_folder.Path, "p.csv");
        CommandLineRun.Of("predict", "--model", Model, "--data", test, "--out", predicted).ShouldSucceed();
        Assert.HasCount(101, File.ReadAllLines(predicted));
    }

    [TestMethod]
    public void Texts_of_few_tokens_leave_no_errors_of_other_libraries_on_the_console()
    {
        using var process = OtherProcess.CommandLine(_folder.Path, "train", "--data", Reviews("short.tsv", 60, 1), "--label", "Label", "--arch", "texttransformer", "--max-epochs", "1",
            "--set", "MaxTokens=6", "MinTokenCount=1", "Width=16", "Heads=2", "Layers=1", "Threads=2", "--out", Model);
        var (code, output, error) = process.Wait(TimeSpan.FromMinutes(2));
        Assert.AreEqual(0, code, error);
        StringAssert.Contains(error, "MaxTokens (6)");
        Assert.DoesNotContain("onnxruntime", error + output);
    }

    [TestMethod]
    public void Words_that_mean_missing_in_tables_are_text_here()
    {
        var path = Path.Combine(_folder.Path, "words.csv");
        File.WriteAllLines(path, ["Label,Note", .. Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? "left,none" : "right,NA")]);
        CommandLineRun.Of(["train", "--data", path, "--label", "Label", "--text", "Note", "--out", Model, .. Quick]).ShouldSucceed();
        var report = Path.Combine(_folder.Path, "e.json");
        CommandLineRun.Of("evaluate", "--model", Model, "--data", path, "--json", report).ShouldSucceed();
        Assert.AreEqual(1, System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(report))!["metrics"]!["Accuracy"]!.GetValue<double>());
    }

    [TestMethod]
    public void Of_several_columns_of_text_one_must_be_named()
    {
        var path = Path.Combine(_folder.Path, "two.tsv");
        File.WriteAllLines(path, ["Label\tTitle\tBody", .. Enumerable.Range(0, 60).Select(i => $"{(i % 2 == 0 ? "yes" : "no")}\tthe title number {i} of all of them here\tand a body of words {i * 7} that says some more")]);
        CommandLineRun.Of("train", "--data", path, "--arch", "textcnn", "--out", Model).ShouldFail(1, "several columns of text: 'Title', 'Body'. Name one with --text.");
        CommandLineRun.Of(["train", "--data", path, "--arch", "lstm", "--text", "Body", "--out", Model, "--max-epochs", "1", "--set", "Width=16", "Units=8"]).ShouldSucceed();
        CommandLineRun.Of("train", "--data", path, "--text", "Body", "--features", "Title", "--out", Model).ShouldFail(2, "Give either --text or --features, not both.");
        CommandLineRun.Of("train", "--data", path, "--text", "Nothing", "--out", Model).ShouldFail(1, "Nothing");
    }

    private string Reviews(string name, int count, int seed)
    {
        var random = new Random(seed);
        string[] others = ["the", "film", "was", "plot", "and", "music", "again", "actors", "scene", "long", "short", "story"];
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllLines(path, ["Label\tText", .. Enumerable.Range(0, count).Select(i =>
        {
            List<string> words = [.. Enumerable.Range(0, random.Next(6, 16)).Select(_ => others[random.Next(others.Length)])];
            words.Insert(random.Next(words.Count + 1), i % 2 == 0 ? "great" : "dull");
            return $"{(i % 2 == 0 ? "positive" : "negative")}\t{string.Join(' ', words)}";
        })]);
        return path;
    }
}
