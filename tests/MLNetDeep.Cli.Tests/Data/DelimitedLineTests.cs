using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tests.Data;

[TestClass]
public class DelimitedLineTests
{
    [TestMethod]
    [DataRow("a,b", "a|b")]
    [DataRow("a, b ,", "a|b|")]
    [DataRow("", "")]
    [DataRow(",", "|")]
    [DataRow("\"a,b\",c", "a,b|c")]
    [DataRow("\"say \"\"no\"\"\",c", "say \"no\"|c")]
    [DataRow("c,\"open", "c|open")]
    [DataRow("\"a\"", "a")]
    public void Split_gives_the_fields(string line, string expected) =>
        Assert.AreEqual(expected, string.Join('|', DelimitedLine.Split(line, ',')));
}
