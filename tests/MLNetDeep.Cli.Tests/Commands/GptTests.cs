namespace MLNetDeep.Cli.Tests.Commands;

/// <summary><c>gpt</c> and <c>generate</c>: from a text file to a model zip, and to texts.</summary>
[TestClass]
public class GptTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_language_model_is_trained_evaluated_and_writes()
    {
        (string play, string model, string json) = (_folder.File("play.txt"), _folder.File("m.zip"), _folder.File("r.json"));
        File.WriteAllText(play, string.Concat(Enumerable.Repeat("One, two, buckle my shoe.\nThree, four, knock at the door.\n", 60)));
        CommandLineRun run = CommandLineRun.Of("gpt", "train", "--data", play, "--out", model, "--json", json, "--seed", "1", "--depth", "1", "--max-epochs", "2",
            "--set", "ContextLength=32", "StepsPerEpoch=100", "LearningRate=0.01").ShouldSucceed();
        StringAssert.Contains(run.Output, "different tokens; best epoch 2 of 2, loss ");
        StringAssert.Contains(File.ReadAllText(json), "\"Loss\": ");
        StringAssert.Contains(CommandLineRun.Of("gpt", "evaluate", "--model", model, "--data", play).ShouldSucceed().Output, "bits per character");
        Assert.AreEqual("Three, four, knock at the door\n", CommandLineRun.Of("generate", "--model", model, "--prompt", "Three, ", "--temperature", "0", "--stop", ".").ShouldSucceed().Output.ReplaceLineEndings("\n"));
        string[] arguments = ["generate", "--model", model, "--count", "3", "--seed", "5", "--max-tokens", "20", "--top-k", "5", "--top-p", "0.9"];
        string texts = CommandLineRun.Of(arguments).ShouldSucceed().Output;
        Assert.IsGreaterThan(20, texts.Length);
        Assert.AreEqual(texts, CommandLineRun.Of(arguments).ShouldSucceed().Output);
    }

    [TestMethod]
    public void What_is_wrong_is_said()
    {
        (string play, string model) = (_folder.File("play.txt"), _folder.File("m.zip"));
        File.WriteAllLines(play, ["anna", "", "bella"]);
        CommandLineRun.Of("gpt", "train", "--data", "none.txt", "--out", model).ShouldFail(1, "There is no file 'none.txt'.");
        CommandLineRun.Of("gpt", "train", "--data", play, "--out", model, "--depth", "0").ShouldFail(2, "Depth must be at least 1, but was 0.");
        CommandLineRun.Of("gpt", "train", "--data", play, "--lines", "--out", model).ShouldFail(1, "ContextLength 128 needs at least 129");
        CommandLineRun.Of("generate", "--model", model).ShouldFail(1, "There is no model");
        CommandLineRun.Of("generate", "--model", model, "--count", "0").ShouldFail(2, "--count must be at least 1, but was 0.");
        CommandLineRun.Of("generate", "--model", model, "--temperature", "-1").ShouldFail(2, "Temperature must be at least 0 and finite, but was -1.");
        File.WriteAllText(model, "no zip");
        CommandLineRun.Of("generate", "--model", model).ShouldFail(1, "cannot be loaded");
    }
}
