using System.Text.RegularExpressions;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>What the pages of this repository link to is there.</summary>
[TestClass]
public partial class LinkTests
{
    public static IEnumerable<object[]> Pages() => new[] { "docs", "samples" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
        .Select(page => new object[] { Path.GetRelativePath(Repository.Root, page) });

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Every_relative_link_leads_somewhere(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        string[] broken = [.. Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Select(m => m.Groups[1].Value)
            .Where(target => !Path.Exists(Path.Combine(folder, target)))];
        Assert.IsEmpty(broken, string.Join(", ", broken));
    }

    // Not those of the web, nor places within the page.
    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)")]
    private static partial Regex Link();
}
