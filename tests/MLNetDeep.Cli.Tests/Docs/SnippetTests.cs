using System.Text.RegularExpressions;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>What the docs show is what is compiled: every C# block of every page names a region of a Snippets file in a Docs folder of the tests and equals it.</summary>
[TestClass]
public partial class SnippetTests
{
    public static IEnumerable<object[]> Pages => Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Repository.Root, "README.md"))
        .Where(page => File.ReadAllText(page).Contains("```csharp", StringComparison.Ordinal))
        .Select(page => new object[] { Path.GetRelativePath(Repository.Root, page) });

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Every_block_is_the_compiled_one(string page)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, page));
        Dictionary<string, string> regions = Regions();
        MatchCollection blocks = Block().Matches(text);

        Assert.HasCount(text.Split("```csharp").Length - 1, blocks, "a C# block has no '<!-- snippet: name -->' before it");
        foreach (Match block in blocks)
            Assert.AreEqual(regions[block.Groups["name"].Value], block.Groups["code"].Value.TrimEnd(), page);
    }

    [TestMethod]
    public void Every_architecture_has_a_page()
    {
        foreach (var architecture in ArchitectureRegistry.All)
        {
            string page = Path.Combine(Repository.Root, "docs", "architectures", $"{architecture.Key}.md");
            Assert.IsTrue(File.Exists(page), page);
            string text = File.ReadAllText(page);
            foreach (string heading in new[] { "## Use when", "## Input", "## Options", "## Paper", "## Limits" })
                StringAssert.Contains(text, heading, page);
        }
    }

    [TestMethod]
    public void Every_option_of_training_is_described()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "training.md"));
        foreach (System.Reflection.PropertyInfo option in typeof(TrainerOptions).GetProperties())
            StringAssert.Contains(text, $"`{option.Name}`");
    }

    private static Dictionary<string, string> Regions() =>
        Directory.GetDirectories(Path.Combine(Repository.Root, "tests"), "Docs", SearchOption.AllDirectories)
            .SelectMany(folder => Directory.GetFiles(folder, "*Snippets.cs"))
            .SelectMany(file => Region().Matches(File.ReadAllText(file)))
            .ToDictionary(m => m.Groups["name"].Value, m => Dedent(m.Groups["code"].Value, m.Groups["indent"].Length));

    private static string Dedent(string code, int indent) =>
        string.Join('\n', code.Split('\n').Select(line => line.Length >= indent ? line[indent..] : line)).TrimEnd();

    [GeneratedRegex(@"^(?<indent> *)#region (?<name>\S+)\n(?<code>.*?)^ *#endregion", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"<!-- snippet: (?<name>\S+) -->\n```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
