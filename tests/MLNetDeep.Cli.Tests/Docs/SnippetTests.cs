using System.Text.RegularExpressions;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>What the docs show is what is compiled: every C# block of these pages names a region of Snippets.cs and equals it.</summary>
[TestClass]
public partial class SnippetTests
{
    [TestMethod]
    [DataRow("README.md")]
    [DataRow("docs/getting-started.md")]
    public void Every_block_is_the_compiled_one(string page)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, page));
        Dictionary<string, string> regions = Regions();
        MatchCollection blocks = Block().Matches(text);

        Assert.HasCount(text.Split("```csharp").Length - 1, blocks, "a C# block has no '<!-- snippet: name -->' before it");
        foreach (Match block in blocks)
            Assert.AreEqual(regions[block.Groups["name"].Value], block.Groups["code"].Value.TrimEnd(), page);
    }

    private static Dictionary<string, string> Regions() =>
        Region().Matches(File.ReadAllText(Path.Combine(Repository.Root, "tests/MLNetDeep.Cli.Tests/Docs/Snippets.cs")))
            .ToDictionary(m => m.Groups["name"].Value, m => Dedent(m.Groups["code"].Value, m.Groups["indent"].Length));

    private static string Dedent(string code, int indent) =>
        string.Join('\n', code.Split('\n').Select(line => line.Length >= indent ? line[indent..] : line)).TrimEnd();

    [GeneratedRegex(@"^(?<indent> *)#region (?<name>\S+)\n(?<code>.*?)^ *#endregion", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"<!-- snippet: (?<name>\S+) -->\n```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
