using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MLNetDeep.AutoML.Tests.Reports;

/// <summary>A headless Chromium with one page, driven by its DevTools protocol.</summary>
internal sealed class Browser : IDisposable
{
    private readonly Process _process;
    private readonly TemporaryFolder _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private int _last;

    private Browser(Process process, TemporaryFolder profile) => (_process, _profile) = (process, profile);

    /// <summary>Where Chromium is; null where it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Everything that the page complained about since it was opened.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Everything that it asked for since it was opened.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<Browser> StartAsync()
    {
        var profile = new TemporaryFolder();
        var process = Process.Start(new ProcessStartInfo(Program!, ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", "about:blank"])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var browser = new Browser(process, profile);
        await browser.ConnectAsync(await PortAsync(process));
        foreach (string part in new[] { "Page", "Runtime", "Log", "Network" })
            await browser.SendAsync($"{part}.enable", new JsonObject());
        return browser;
    }

    /// <summary>Opens a page and waits until it is drawn.</summary>
    public async Task OpenAsync(string address, int width = 1280, bool isDark = false)
    {
        await SendAsync("Page.navigate", new JsonObject { ["url"] = "about:blank" });
        Complaints.Clear();
        Requests.Clear();
        await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await EmulateAsync("", isDark);
        await SendAsync("Page.navigate", new JsonObject { ["url"] = address });
        await UntilAsync("document.documentElement?.dataset.ready === 'true'");
    }

    public Task EmulateAsync(string media, bool isDark) => SendAsync("Emulation.setEmulatedMedia", new JsonObject
    {
        ["media"] = media,
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
    });

    /// <summary>The value of an expression.</summary>
    public async Task<T> Get<T>(string expression)
    {
        JsonNode answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        if (answer["exceptionDetails"] is { } fault)
            throw new InvalidOperationException($"{expression}: {fault.ToJsonString()}");
        return answer["result"]!["value"]!.GetValue<T>();
    }

    public async Task UntilAsync(string expression)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await Get<bool>($"Boolean({expression})"))
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
                Assert.Fail($"Not within 60 s: {expression}. {string.Join("; ", Complaints)}");
            await Task.Delay(50);
        }
    }

    public async Task<byte[]> PrintAsync() => Convert.FromBase64String((await SendAsync("Page.printToPDF", new JsonObject { ["printBackground"] = false }))["data"]!.GetValue<string>());

    public void Dispose()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _profile.Dispose();
    }

    private static async Task<int> PortAsync(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await process.StandardError.ReadLineAsync(limit.Token) is { } line)
            if (Regex.Match(line, @"DevTools listening on ws://127\.0\.0\.1:(\d+)/") is { Success: true } match)
            {
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return int.Parse(match.Groups[1].Value);
            }
        throw new InvalidOperationException("Chromium ended before it listened.");
    }

    private async Task ConnectAsync(int port)
    {
        using var client = new HttpClient();
        JsonNode pages = JsonNode.Parse(await client.GetStringAsync($"http://127.0.0.1:{port}/json/list"))!;
        JsonNode page = pages.AsArray().First(p => p!["type"]!.GetValue<string>() == "page")!;
        await _socket.ConnectAsync(new Uri(page["webSocketDebuggerUrl"]!.GetValue<string>()), CancellationToken.None);
        _ = Task.Run(ReceiveAsync);
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        int id = Interlocked.Increment(ref _last);
        TaskCompletionSource<JsonNode> answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        string text = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString();
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        JsonNode got = await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return got["result"] ?? throw new InvalidOperationException($"{method}: {got.ToJsonString()}");
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[1 << 16];
        while (_socket.State == WebSocketState.Open)
        {
            using var message = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            Take(JsonNode.Parse(Encoding.UTF8.GetString(message.ToArray()))!);
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id && _waiting.TryRemove(id.GetValue<int>(), out var waiting))
            waiting.SetResult(message);
        string method = message["method"]?.GetValue<string>() ?? "";
        if (method == "Network.requestWillBeSent")
            Requests.Enqueue(message["params"]!["request"]!["url"]!.GetValue<string>());
        bool isComplaint = method is "Runtime.exceptionThrown" or "Log.entryAdded" || (method == "Runtime.consoleAPICalled" && message["params"]!["type"]!.GetValue<string>() is "error" or "warning" or "assert");
        if (isComplaint)
            Complaints.Enqueue(message["params"]!.ToJsonString());
    }
}
