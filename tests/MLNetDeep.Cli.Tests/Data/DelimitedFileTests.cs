using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tests.Data;

[TestClass]
public class DelimitedFileTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_header_gives_the_names_and_the_rows_give_the_types()
    {
        DelimitedFile file = DelimitedFile.Inspect(_folder.Write("a.csv", "Kind,Height,Note", "cat,1.5,", "dog,-2e3,x", "cat,,4"));

        Assert.IsTrue(file.HasHeader);
        Assert.AreEqual(',', file.Separator);
        CollectionAssert.AreEqual(
            new DelimitedColumn[] { new(0, "Kind", ColumnKind.Text), new(1, "Height", ColumnKind.Numeric), new(2, "Note", ColumnKind.Text) },
            file.Columns.ToArray());
    }

    [TestMethod]
    public void A_number_in_the_first_line_says_that_there_is_no_header()
    {
        DelimitedFile file = DelimitedFile.Inspect(_folder.Write("a.txt", "cat;1", "dog;2"));

        Assert.IsFalse(file.HasHeader);
        CollectionAssert.AreEqual(new[] { "Column1", "Column2" }, file.Columns.Select(c => c.Name).ToArray());
    }

    [TestMethod]
    public void A_column_without_any_value_is_no_number() =>
        Assert.AreEqual(ColumnKind.Text, DelimitedFile.Inspect(_folder.Write("a.csv", "A,B", "1,", "2,")).Column("B").Kind);

    [TestMethod]
    public void A_given_separator_wins() =>
        Assert.HasCount(2, DelimitedFile.Inspect(_folder.Write("a.csv", "A,x#B,y", "1#2"), '#').Columns);

    [TestMethod]
    public void Empty_files_and_missing_rows_are_said()
    {
        StringAssert.Contains(Message("empty.csv"), "is empty");
        StringAssert.Contains(Message("blank.csv", "", "  "), "is empty");
        StringAssert.Contains(Message("header.csv", "A,B"), "a header and no rows");
    }

    [TestMethod]
    public void A_missing_column_is_answered_with_those_there_are()
    {
        DelimitedFile file = DelimitedFile.Inspect(_folder.Write("a.csv", "A,B", "1,2"));
        var e = Assert.ThrowsExactly<CommandException>(() => file.Column("C"));
        StringAssert.Contains(e.Message, "has no column 'C'. It has A, B.");
    }

    private string Message(string name, params string[] lines) =>
        Assert.ThrowsExactly<CommandException>(() => DelimitedFile.Inspect(_folder.Write(name, lines))).Message;
}
