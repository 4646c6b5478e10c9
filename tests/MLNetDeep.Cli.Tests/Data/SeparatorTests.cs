using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tests.Data;

[TestClass]
public class SeparatorTests
{
    [TestMethod]
    [DataRow("a,b,c", ',')]
    [DataRow("a\tb, c\td", '\t')]
    [DataRow("a;b;c, d", ';')]
    [DataRow("a|b", '|')]
    [DataRow("\"a;b;c\",d", ',', DisplayName = "quoted separators do not count")]
    [DataRow("1 2 3", ' ')]
    [DataRow("first name,age,home town", ',', DisplayName = "blanks inside names do not count")]
    [DataRow("alone", ',')]
    public void Find_gives_what_stands_between_the_fields(string line, char expected) =>
        Assert.AreEqual(expected, Separator.Find(line));

    [TestMethod]
    [DataRow("tab", '\t')]
    [DataRow("\\t", '\t')]
    [DataRow("Comma", ',')]
    [DataRow("#", '#')]
    public void Parse_takes_a_name_or_a_character(string text, char expected) =>
        Assert.AreEqual(expected, Separator.Parse(text));

    [TestMethod]
    public void Parse_refuses_anything_else()
    {
        var e = Assert.ThrowsExactly<UsageException>(() => Separator.Parse("::"));
        StringAssert.Contains(e.Message, "one character or one of tab");
    }
}
