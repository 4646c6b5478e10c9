using System.Text.RegularExpressions;

namespace MLNetDeep.AutoML.Tests.Reports;

/// <summary>The page as a file.</summary>
[TestClass]
public class SweepReportTests
{
    [TestMethod]
    public void Text_of_users_never_becomes_markup()
    {
        string page = SweepReport.Html(ExampleSweep.Document() with { Title = "{{script}} </title><script>window.wasRun=true</script>" });
        Assert.IsFalse(page.Contains("<script>window.wasRun", StringComparison.Ordinal));
        Assert.IsFalse(page.Contains("<img src=x", StringComparison.Ordinal));
        Assert.AreEqual(3, Regex.Count(page, "<script"), "the document, the library and the page's own");
        StringAssert.Contains(page, "<title>{{script}} &lt;/title&gt;&lt;script&gt;window.wasRun=true&lt;/script&gt;</title>");
    }

    [TestMethod]
    public void It_refers_to_nothing_outside_and_allows_no_connection()
    {
        string page = SweepReport.Html(ExampleSweep.Document());
        string markup = Regex.Replace(page, "(?s)<script.*?</script>|<pre class=\"notices\">.*?</pre>", "");
        Assert.AreEqual(0, Regex.Count(markup, "https?://|src=|@import|url\\(|<link"));
        StringAssert.Contains(page, "connect-src 'none'");
        StringAssert.Matches(page, new Regex("script-src 'sha256-[A-Za-z0-9+/=]{44}' 'sha256-[A-Za-z0-9+/=]{44}';"));
    }

    [TestMethod]
    public void It_carries_the_licences_of_what_is_in_it()
    {
        string page = SweepReport.Html(ExampleSweep.Document());
        foreach (string part in new[] { "Apache ECharts 6.0.0", "Copyright 2017-2025 The Apache Software Foundation", "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION", "Copyright (c) 2013, Baidu Inc." })
            StringAssert.Contains(page, part);
    }

    [TestMethod]
    public void A_file_is_written_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("sweep.html");
        SweepReport.Write(ExampleSweep.Document(), path);
        SweepReport.Write(ExampleSweep.Document() with { Title = "Second" }, path);
        StringAssert.Contains(File.ReadAllText(path), "<title>Second</title>");
        Assert.HasCount(1, Directory.GetFiles(folder.Path));
        string missing = Path.Combine(folder.Path, "missing", "sweep.html");
        StringAssert.StartsWith(Assert.Throws<IOException>(() => SweepReport.Write(ExampleSweep.Document(), missing)).Message, $"The report could not be written to '{missing}': ");
    }
}
