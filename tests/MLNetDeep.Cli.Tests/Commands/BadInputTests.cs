using System.IO.Compression;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Data and files that cannot be used: exit code 1, one line that says why, and nothing written.</summary>
[TestClass]
public class BadInputTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_file_that_is_not_there() => Train("missing.csv", "neither a file nor a folder");

    [TestMethod]
    public void An_empty_file() => Train(_folder.Write("a.csv"), "is empty");

    [TestMethod]
    public void A_missing_column() => Train(_folder.Write("a.csv", "A,B", "1,2"), "no column 'Label'");

    [TestMethod]
    public void A_text_column_as_number() =>
        Train(_folder.Write("a.csv", "Label,A", "x,1", "y,2"), "paths of images are expected", "--image", "A");

    [TestMethod]
    public void A_label_with_one_class() =>
        Train(_folder.Write("a.csv", [.. Rows(20, i => "x")]), "one class");

    [TestMethod]
    public void Missing_values() =>
        Train(_folder.Write("a.csv", [.. Rows(20, i => i % 2 == 0 ? "x" : "y"), "x,,1,1,1"]), "NaN");

    [TestMethod]
    public void An_output_that_cannot_be_written_is_known_before_training() =>
        CommandLineRun.Of("train", "--data", Repository.Digits, "--arch", "cnn", "--out", _folder.File("no/such/model.zip"))
            .ShouldFail(1, "cannot be written");

    [TestMethod]
    public void A_model_that_is_not_there() =>
        CommandLineRun.Of("info", _folder.File("model.zip")).ShouldFail(1, "There is no model");

    [TestMethod]
    [DataRow("text")]
    [DataRow("zip")]
    public void A_file_that_is_no_model(string kind)
    {
        string path = _folder.Write("model.zip", "this is not a zip");
        if (kind == "zip")
        {
            File.Delete(path);
            using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
            archive.CreateEntry("something.txt");
        }
        CommandLineRun.Of("evaluate", "--model", path, "--data", Repository.Digits).ShouldFail(1, "is not a complete model zip");
    }

    private void Train(string data, string expected, params string[] more)
    {
        string model = _folder.File("model.zip");
        CommandLineRun.Of(["train", "--data", data, "--label", "Label", "--arch", "cnn", "--max-epochs", "1", "--out", model, .. more])
            .ShouldFail(1, expected);
        Assert.IsFalse(File.Exists(model));
    }

    private static IEnumerable<string> Rows(int count, Func<int, string> label) =>
        Enumerable.Range(0, count).Select(i => $"{label(i)},{i},1,2,3").Prepend("Label,A,B,C,D");
}
