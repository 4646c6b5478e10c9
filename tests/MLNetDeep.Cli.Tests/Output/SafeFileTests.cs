using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Tests.Output;

[TestClass]
public class SafeFileTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_failed_write_leaves_what_was_there()
    {
        string path = _folder.Write("a.txt", "old");
        var e = Assert.ThrowsExactly<CommandException>(() => SafeFile.Write(path, temporary =>
        {
            File.WriteAllText(temporary, "half");
            throw new IOException("No space left on device.");
        }));

        StringAssert.Contains(e.Message, "cannot be written: No space left on device.");
        Assert.AreEqual("old", File.ReadAllText(path).Trim());
        Assert.HasCount(1, Directory.GetFiles(_folder.Path));
    }

    [TestMethod]
    public void The_reason_is_said_once()
    {
        var e = Assert.ThrowsExactly<CommandException>(() => SafeFile.Write(_folder.File("a.zip"), _ =>
            throw new IOException("The model could not be written to 'x.tmp': No space left.", new IOException("No space left."))));
        Assert.AreEqual($"'{_folder.File("a.zip")}' cannot be written: No space left.", e.Message);
    }

    [TestMethod]
    public void A_write_replaces_what_was_there()
    {
        string path = _folder.Write("a.txt", "old");
        SafeFile.Write(path, temporary => File.WriteAllText(temporary, "new"));
        Assert.AreEqual("new", File.ReadAllText(path));
        Assert.HasCount(1, Directory.GetFiles(_folder.Path));
    }

    [TestMethod]
    [DataRow("missing/model.zip")]
    [DataRow(".")]
    public void What_cannot_be_written_is_known_before(string name)
    {
        var e = Assert.ThrowsExactly<CommandException>(() => SafeFile.CheckWritable(_folder.File(name)));
        StringAssert.Contains(e.Message, "cannot be written");
    }

    [TestMethod]
    public void The_check_leaves_nothing_behind()
    {
        SafeFile.CheckWritable(_folder.File("model.zip"));
        Assert.IsEmpty(Directory.GetFiles(_folder.Path));
    }
}
