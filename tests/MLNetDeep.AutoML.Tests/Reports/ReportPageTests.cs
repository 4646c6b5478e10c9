namespace MLNetDeep.AutoML.Tests.Reports;

/// <summary>The page in a browser: drawn, sorted and filtered, at a desk, on a phone, in the dark, on paper, and live.</summary>
[TestClass]
public class ReportPageTests
{
    private static readonly string[] _charts = ["history", "curves", "parallel", "importance", "pareto", "timeline", "comparison", "confusion", "calibration"];

    private static Browser? _browser;
    private static TemporaryFolder? _folder;

    private static Browser Page
    {
        get
        {
            if (_browser is null) Assert.Inconclusive("Chromium is not installed.");
            return _browser!;
        }
    }

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        if (Browser.Program is null)
            return;
        _folder = new TemporaryFolder();
        Write("example.html", ExampleSweep.Document());
        if (Environment.GetEnvironmentVariable("MLNETDEEP_REPORT_EXAMPLE") is { Length: > 0 } kept)
            SweepReport.Write(ExampleSweep.Document(), kept);
        _browser = await Browser.StartAsync();
    }

    [ClassCleanup]
    public static void End()
    {
        _browser?.Dispose();
        _folder?.Dispose();
    }

    [TestMethod]
    [DataRow(1280, false)]
    [DataRow(390, true)]
    public async Task Every_chart_is_drawn_without_complaint_and_nothing_is_wider_than_the_page(int width, bool isDark)
    {
        await Page.OpenAsync(Address("example.html"), width, isDark);
        foreach (string id in _charts)
        {
            Assert.IsGreaterThan(8, await Page.Get<int>($"document.querySelectorAll('#{id}-chart svg path, #{id}-chart svg rect').length"), id);
            Assert.AreEqual("img", await Page.Get<string>($"document.getElementById('{id}-chart').getAttribute('role')"), id);
            Assert.IsGreaterThan(20, await Page.Get<int>($"document.getElementById('{id}-chart').getAttribute('aria-label').length"), id);
            Assert.IsTrue(await Page.Get<bool>($"document.querySelector('#{id}-chart svg').getBoundingClientRect().right <= {width}"), id);
        }
        Assert.AreEqual(0, await Page.Get<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.AreEqual("", string.Join("\n", Page.Complaints));
        Assert.IsTrue(Page.Requests.All(r => r.StartsWith("file:", StringComparison.Ordinal) || r.StartsWith("about:", StringComparison.Ordinal)), string.Join(", ", Page.Requests));
    }

    [TestMethod]
    public async Task Headings_sort_best_first_and_once_more_turn_it_round()
    {
        await Page.OpenAsync(Address("example.html"));
        Trial[] completed = [.. ExampleSweep.Trials().Where(t => t.State == TrialState.Completed).OrderBy(t => t.Metrics["LogLoss"])];
        await Click("#leaderboard-table th[data-key=LogLoss] button");
        Assert.AreEqual(completed[0].Number, await FirstRow());
        await Click("#leaderboard-table th[data-key=LogLoss] button");
        Assert.AreEqual(completed[^1].Number, await FirstRow());
        Assert.AreEqual("descending", await Page.Get<string>("document.querySelector('th[data-key=LogLoss]').getAttribute('aria-sort')"));
        StringAssert.EndsWith(await Page.Get<string>("location.href"), "#sort=LogLoss&order=descending");
        Assert.AreEqual("LogLoss", await Page.Get<string>("(document.querySelector('th[data-key=LogLoss] button').focus(), document.activeElement.click(), document.activeElement.closest('th').dataset.key)"), "the heading keeps the focus");
    }

    [TestMethod]
    public async Task An_address_with_order_and_filter_shows_just_that()
    {
        await Page.OpenAsync(Address("example.html") + "#sort=Trial&order=descending&filter=memory+failed");
        int[] expected = [.. ExampleSweep.Trials().Where(t => t.Reason?.Contains("memory", StringComparison.Ordinal) ?? false).Select(t => t.Number).OrderDescending()];
        Assert.IsGreaterThan(1, expected.Length);
        Assert.AreEqual(string.Join(",", expected), await Rows());
        Assert.AreEqual($"{expected.Length} of 60 trials", await Page.Get<string>("document.getElementById('leaderboard-count').textContent"));
        await Page.Get<bool>("(document.getElementById('filter').value = '', document.getElementById('filter').dispatchEvent(new Event('input')))");
        await Page.Get<bool>("(document.getElementById('state').value = 'Pruned', document.getElementById('state').dispatchEvent(new Event('change')))");
        Assert.AreEqual(string.Join(",", ExampleSweep.Trials().Where(t => t.State == TrialState.Pruned).Select(t => t.Number).OrderDescending()), await Rows());
    }

    [TestMethod]
    public async Task Text_of_users_is_shown_and_not_run()
    {
        await Page.OpenAsync(Address("example.html") + "#filter=onerror");
        StringAssert.Contains(await Page.Get<string>("document.querySelector('#leaderboard-table tbody').textContent"), ExampleSweep.Hostile);
        Assert.AreEqual("Irises & <others>", await Page.Get<string>("document.title"));
        Assert.IsTrue(await Page.Get<bool>("window.wasRun === undefined && document.images.length === 0"));
    }

    [TestMethod]
    public async Task It_is_in_order_for_those_who_hear_it()
    {
        await Page.OpenAsync(Address("example.html"));
        Assert.AreEqual("en", await Page.Get<string>("document.documentElement.lang"));
        Assert.IsTrue(await Page.Get<bool>("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1]).every((level, i, all) => i === 0 ? level === 1 : level > 1 && level - all[i - 1] <= 1)"));
        Assert.AreEqual(0, await Page.Get<int>("[...document.querySelectorAll('table')].filter(t => !t.caption?.textContent || !t.querySelector('th[scope=col]')).length"));
        Assert.AreEqual(0, await Page.Get<int>("[...document.querySelectorAll('input,select')].filter(i => !i.labels?.length).length"));
        Assert.AreEqual(0, await Page.Get<int>("[...document.querySelectorAll('nav a')].filter(a => document.querySelector(a.getAttribute('href')).hidden).length"));
    }

    [TestMethod]
    public async Task On_paper_it_is_black_on_white_and_as_wide_as_the_sheet()
    {
        await Page.OpenAsync(Address("example.html"), isDark: true);
        await Page.EmulateAsync("print", isDark: true);
        Assert.AreEqual("rgb(255, 255, 255) rgb(0, 0, 0)", await Page.Get<string>("(s => `${s.backgroundColor} ${s.color}`)(getComputedStyle(document.body))"));
        await Page.UntilAsync("document.querySelector('#history-chart svg').getBoundingClientRect().width < 700");
        Assert.AreEqual("none", await Page.Get<string>("getComputedStyle(document.querySelector('nav')).display"));
        byte[] paper = await Page.PrintAsync();
        Assert.AreEqual("%PDF", System.Text.Encoding.ASCII.GetString(paper, 0, 4));
        Assert.AreEqual("", string.Join("\n", Page.Complaints));
    }

    [TestMethod]
    public async Task A_sweep_that_has_hardly_begun_and_regressions_and_binary_tasks_are_drawn_too()
    {
        var random = new Random(2);
        double[] actual = [.. Enumerable.Range(0, 3000).Select(_ => 10 * random.NextDouble())];
        SweepDocument few = SweepDocument.From(ExampleSweep.Space, [new("RootMeanSquaredError", false)], []);
        Trial running = ExampleSweep.Trials()[0] with { State = TrialState.Running, Ended = null, Values = [], Metrics = new Dictionary<string, double>() };
        (SweepDocument Document, string Charts)[] cases =
        [
            (few, ""),
            (SweepDocument.From(ExampleSweep.Space, ExampleSweep.Objectives, [running]), "curves,timeline"),
            (few.WithRegression(actual, [.. actual.Select(a => a + random.NextDouble() - 0.5)]), "fit,residuals"),
            (few.WithBinary([.. actual.Select(a => a > 5)], [.. actual.Select(a => Math.Clamp((a / 10) + (0.2 * random.NextDouble()) - 0.1, 0, 1))]), "confusion,roc,calibration"),
            (SweepDocument.From(ExampleSweep.Space, [new("Accuracy", true)], [running with { State = TrialState.Completed, Ended = running.Started, Values = [double.NaN] }]), "history,curves,parallel,importance,timeline"),
        ];
        foreach (var (document, charts) in cases)
        {
            Write("case.html", document);
            await Page.OpenAsync(Address("case.html"));
            Assert.AreEqual(charts.Replace("importance,", "", StringComparison.Ordinal), await Page.Get<string>("[...document.querySelectorAll('.chart svg')].filter(s => s.getBoundingClientRect().width > 0).map(s => s.closest('.chart').id.slice(0, -6)).join()"));
            Assert.AreEqual("", string.Join("\n", Page.Complaints), charts);
        }
    }

    [TestMethod]
    public async Task Live_it_follows_the_sweep_and_keeps_order_and_filter()
    {
        SweepDocument current = ExampleSweep.Document(20);
        Browser page = Page;
        await SweepWatchTests.Serving(() => current, async client =>
        {
            await page.OpenAsync($"{client.BaseAddress}#sort=Trial&order=descending&filter=completed");
            await page.UntilAsync("document.documentElement.dataset.polls > 0");
            int before = await FirstRow(), drawn = await page.Get<int>("document.querySelectorAll('#history-chart svg path').length");
            await page.Get<bool>("(window.comparisonSvg = document.querySelector('#comparison-chart svg path')) !== null");
            current = ExampleSweep.Document(50);
            await page.UntilAsync($"+document.querySelector('#leaderboard-table tbody tr').dataset.trial > {before}");
            Assert.AreEqual("completed", await page.Get<string>("document.getElementById('filter').value"));
            Assert.IsGreaterThan(drawn, await page.Get<int>("document.querySelectorAll('#history-chart svg path').length"));
            Assert.IsTrue(await page.Get<bool>("window.comparisonSvg.isConnected"), "what did not change is not drawn again");
            Assert.AreEqual("The sweep is over.", await page.Get<string>("document.getElementById('live').textContent"));
            Assert.AreEqual("", string.Join("\n", page.Complaints));
        });
        await page.UntilAsync("document.getElementById('live').textContent.includes('no longer served')");
    }

    [TestMethod]
    public async Task Ten_thousand_trials_are_written_and_drawn_in_seconds()
    {
        if (Environment.GetEnvironmentVariable("MLNETDEEP_FULL") != "1") Assert.Inconclusive("Slow: set MLNETDEEP_FULL=1 to run it.");
        IReadOnlyList<Trial> trials = ExampleSweep.Trials(10_000);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        SweepDocument document = SweepDocument.From(ExampleSweep.Space, ExampleSweep.Objectives, trials);
        TimeSpan workedOut = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        Write("many.html", document);
        TimeSpan written = System.Diagnostics.Stopwatch.GetElapsedTime(start) - workedOut;
        await Page.OpenAsync(Address("many.html"));
        TimeSpan drawn = System.Diagnostics.Stopwatch.GetElapsedTime(start) - workedOut - written;
        Console.WriteLine($"Worked out in {workedOut.TotalSeconds:F2} s, written in {written.TotalSeconds:F2} s, drawn in {drawn.TotalSeconds:F2} s, {new FileInfo(_folder!.File("many.html")).Length / 1e6:F1} MB.");
        Assert.AreEqual(200, await Page.Get<int>("document.querySelectorAll('#leaderboard-table tbody tr').length"));
        Assert.AreEqual("", string.Join("\n", Page.Complaints));
        Assert.IsLessThan(60, (workedOut + written + drawn).TotalSeconds);
    }

    private static void Write(string name, SweepDocument document) => SweepReport.Write(document, _folder!.File(name));

    private static string Address(string name) => new Uri(_folder!.File(name)).AbsoluteUri;

    private static Task<bool> Click(string selector) => Page.Get<bool>($"(document.querySelector('{selector}').click(), true)");

    private static Task<int> FirstRow() => Page.Get<int>("+document.querySelector('#leaderboard-table tbody tr').dataset.trial");

    private static Task<string> Rows() => Page.Get<string>("[...document.querySelectorAll('#leaderboard-table tbody tr')].map(r => r.dataset.trial).join()");
}
