namespace MLNetDeep.Cli.Tests.Commands;

/// <summary><c>tagger</c>: from files with a word a line to a model zip, its metrics and tags.</summary>
[TestClass]
public class TaggerTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_tagger_is_trained_evaluated_and_used()
    {
        (string train, string test, string model, string tagged, string json) = (Write("train.conll", 150), Write("test.conll", 40), _folder.File("t.zip"), _folder.File("out.tsv"), _folder.File("r.json"));
        CommandLineRun run = CommandLineRun.Of("tagger", "train", "--data", train, "--test", test, "--out", model, "--json", json, "--seed", "1", "--max-epochs", "15",
            "--set", "Width=32", "Units=32", "BatchSize=16", "LearningRate=0.005", "Lowercase=false").ShouldSucceed();
        foreach (string part in new[] { "CITY", "PER", "all", "of words have the right tag", "135 sentences to train on, 4 tags" })
            StringAssert.Contains(run.Output, part);
        StringAssert.Contains(File.ReadAllText(json), "\"F1\": ");
        StringAssert.Contains(CommandLineRun.Of("tagger", "evaluate", "--model", model, "--data", test).ShouldSucceed().Output, "PER");
        CommandLineRun.Of("tagger", "predict", "--model", model, "--data", test, "--out", tagged).ShouldSucceed();
        string[] lines = File.ReadAllLines(tagged), wanted = File.ReadAllLines(test);
        Assert.HasCount(wanted.Length, lines);
        Assert.IsGreaterThan(0.9, lines.Zip(wanted, (a, b) => a == b.Replace(' ', '\t') ? 1.0 : 0).Average());
        CommandLineRun.Of("tagger", "predict", "--model", model, "--data", test, "--out", tagged, "--probabilities").ShouldSucceed();
        foreach ((string line, string without) in File.ReadAllLines(tagged).Zip(lines))
        {
            Assert.AreEqual(without, without.Length == 0 ? line : line[..line.LastIndexOf('\t')]);
            if (line.Length > 0)
                Assert.IsInRange(0.25, 1, double.Parse(line.Split('\t')[2], System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [TestMethod]
    public void What_is_wrong_is_said()
    {
        string train = Write("train.conll", 5);
        CommandLineRun.Of("tagger", "train", "--data", "none.conll", "--out", _folder.File("t.zip")).ShouldFail(1, "There is no file 'none.conll'.");
        CommandLineRun.Of("tagger", "train", "--data", train, "--out", _folder.File("t.zip"), "--arch", "cnn").ShouldFail(2, "--arch must be lstm, gru or texttransformer");
        CommandLineRun.Of("tagger", "train", "--data", train, "--out", _folder.File("t.zip"), "--arch", "textcnn").ShouldFail(1, "TextCNN has no hidden state for each token");
        CommandLineRun.Of("tagger", "train", "--data", train, "--out", _folder.File("t.zip"), "--tag-field", "5").ShouldFail(1, "line 1:");
        File.WriteAllText(_folder.File("no.zip"), "no zip");
        Assert.AreEqual(1, CommandLineRun.Of("tagger", "evaluate", "--model", _folder.File("no.zip"), "--data", train).ExitCode);
    }

    private string Write(string name, int sentences)
    {
        var random = new Random(name.Length);
        string[] names = ["Ada", "Alan", "Grace"], cities = ["Paris", "Oslo", "Lima"];
        File.WriteAllLines(_folder.File(name), Enumerable.Range(0, sentences).SelectMany(_ => new[] { $"{names[random.Next(3)]} B-PER", "Smith I-PER", "flew O", "to O", $"{cities[random.Next(3)]} B-CITY", ". O", "" }));
        return _folder.File(name);
    }
}
