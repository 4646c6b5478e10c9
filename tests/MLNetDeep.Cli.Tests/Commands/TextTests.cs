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

    [TestMethod]
    public void A_network_starts_from_what_it_learned_without_labels()
    {
        var (texts, json, encoder) = (Reviews("texts.tsv", 120, 3), Path.Combine(_folder.Path, "r.json"), Path.Combine(_folder.Path, "texts.encoder"));
        string[] layers = ["Width=16", "Heads=2", "Layers=1"];
        var run = CommandLineRun.Of(["pretrain", "--data", texts, "--text", "Text", "--out", encoder, "--json", json, "--max-epochs", "2", "--seed", "1", "--set", "MinTokenCount=1", "Threads=1", .. layers]).ShouldSucceed();
        StringAssert.Contains(run.Error, "120 rows, text in Text.");
        StringAssert.Contains(run.Output, "108 texts to train on, 12 to validate on; best epoch ");
        StringAssert.Contains(run.Output, $"mlnetdeep train --arch texttransformer --set PretrainedEncoder={encoder}");
        var report = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(json))!;
        Assert.IsInRange(0, 1, report["metrics"]!["Accuracy"]!.GetValue<double>());
        Assert.AreEqual(0.15, report["options"]!["MaskedShare"]!.GetValue<double>());
        string[] train = ["train", "--data", texts, "--label", "Label", "--arch", "texttransformer", "--max-epochs", "1", "--out", Model, "--verbose", "--set", $"PretrainedEncoder={encoder}"];
        StringAssert.Contains(CommandLineRun.Of([.. train, .. layers]).ShouldSucceed().Error, $"tensors of weights start from '{encoder}'");
        CommandLineRun.Of([.. train.Where(word => word != "--verbose"), "Width=32", "Heads=2", "Layers=1"]).ShouldFail(1, "with other options than these");
    }

    [TestMethod]
    public void What_cannot_be_pretrained_is_said()
    {
        var texts = Reviews("texts.tsv", 20, 3);
        string[] pretrain = ["pretrain", "--data", texts, "--out", Model];
        CommandLineRun.Of([.. pretrain, "--text", "Text", "--arch", "textcnn"]).ShouldFail(1, "TextCNN has no hidden state for each token: take TextTransformer, Lstm or Gru.");
        CommandLineRun.Of([.. pretrain, "--masked", "0.9"]).ShouldFail(2, "--masked must be from 0.01 to 0.5, but was 0.9.");
        CommandLineRun.Of([.. pretrain, "--text", "Txt"]).ShouldFail(1, "'Txt'");
        CommandLineRun.Of([.. pretrain, "--text", "Text", "--set", "WordVectorsFile=v.txt"]).ShouldFail(1, "WordVectorsFile and pretraining exclude each other.");
        CommandLineRun.Of("pretrain", "--data", "none.tsv", "--out", Model).ShouldFail(1, "'none.tsv' is neither a file nor a folder.");
        _folder.Write("pictures/a/1.png");
        CommandLineRun.Of("pretrain", "--data", Path.Combine(_folder.Path, "pictures"), "--out", Model).ShouldFail(1, "Texts are read from a table, but '");
        Assert.IsFalse(File.Exists(Model));
    }

    [TestMethod]
    public void Embeddings_are_written_row_by_row()
    {
        var (train, vectors) = (Reviews("train.tsv", 300, 1), Path.Combine(_folder.Path, "v.tsv"));
        CommandLineRun.Of(["train", "--data", train, "--label", "Label", "--out", Model, .. Quick]).ShouldSucceed();
        StringAssert.Contains(CommandLineRun.Of("embed", "--model", Model, "--data", train, "--out", vectors, "--keep", "Label").ShouldSucceed().Output, $"300 rows in '{vectors}'.");
        string[][] lines = [.. File.ReadAllLines(vectors).Select(line => line.Split('\t'))];
        Assert.HasCount(301, lines);
        CollectionAssert.AreEqual(new[] { "Label", "Embedding.0" }, lines[0][..2]);
        var rows = lines[1..].Select(line => (Label: line[0], Vector: line[1..].Select(number => float.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray())).ToList();
        CollectionAssert.AreEqual(File.ReadAllLines(train)[1..].Select(line => line.Split('\t')[0]).ToArray(), rows.Select(row => row.Label).ToArray());
        static float Dot(float[] a, float[] b) => a.Zip(b, (x, y) => x * y).Sum();
        Assert.IsTrue(rows.All(row => Math.Abs(Dot(row.Vector, row.Vector) - 1) < 1e-4));
        // The nearest text is mostly one of the same label.
        Assert.IsGreaterThan(0.9, rows.Take(50).Average(row => rows.Where(other => other != row).MaxBy(other => Dot(row.Vector, other.Vector)).Label == row.Label ? 1.0 : 0));
        // Another column, by commas.
        var other = Path.Combine(_folder.Path, "other.csv");
        File.WriteAllLines(other, ["Body", "a great film", "\"dull, dull\""]);
        CommandLineRun.Of("embed", "--model", Model, "--data", other, "--text", "Body", "--keep", "Body", "--out", $"{vectors}.csv").ShouldSucceed();
        StringAssert.StartsWith(File.ReadAllLines($"{vectors}.csv")[2], "\"dull, dull\",");
        CommandLineRun.Of("embed", "--model", Model, "--data", other, "--out", vectors).ShouldFail(1, "has no column 'Text'");
    }

    [TestMethod]
    public void A_model_without_embeddings_is_named()
    {
        var table = Path.Combine(_folder.Path, "numbers.csv");
        File.WriteAllLines(table, ["x,z,y", .. Enumerable.Range(0, 60).Select(i => $"{i * 7 % 31},{i * 3 % 17},{(i % 2 == 0 ? "a" : "b")}")]);
        CommandLineRun.Of("train", "--data", table, "--label", "y", "--arch", "combined", "--max-epochs", "1", "--out", Model, "--set", "Parts=x=mlp, z=mlp").ShouldSucceed();
        CommandLineRun.Of("embed", "--model", Model, "--data", table, "--out", "v.csv").ShouldFail(1, $"'{Model}': Combined gives no embeddings.");
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
