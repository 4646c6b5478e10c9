using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace MLNetDeep.AutoML.Tests.Reports;

/// <summary>The sweep's page, served.</summary>
[TestClass]
public class SweepWatchTests
{
    [TestMethod]
    public async Task The_document_is_sent_once_until_it_changes()
    {
        SweepDocument current = ExampleSweep.Document(10);
        await Serving(() => current, async client =>
        {
            using HttpResponseMessage first = await client.GetAsync("document.json");
            Assert.IsTrue(current.ToJson() == await first.Content.ReadAsStringAsync());
            Assert.AreEqual(HttpStatusCode.NotModified, await Status(client, first.Headers.ETag!));
            current = ExampleSweep.Document(10) with { Created = DateTimeOffset.UnixEpoch };
            await Task.Delay(1100);
            Assert.AreEqual(HttpStatusCode.NotModified, await Status(client, first.Headers.ETag!), "time alone is no change");
            current = ExampleSweep.Document(11);
            await Task.Delay(1100);
            Assert.AreEqual(HttpStatusCode.OK, await Status(client, first.Headers.ETag!));
        });
    }

    [TestMethod]
    public Task The_page_asks_for_the_document_and_nothing_else_is_there() => Serving(() => ExampleSweep.Document(5), async client =>
    {
        string page = await client.GetStringAsync("");
        StringAssert.Contains(page, "data-poll=\"2000\"");
        StringAssert.Contains(page, "connect-src 'self'");
        using HttpResponseMessage other = await client.GetAsync("../etc/passwd");
        Assert.AreEqual(HttpStatusCode.NotFound, other.StatusCode);
        using HttpResponseMessage posted = await client.PostAsync("document.json", new StringContent(""));
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
    });

    [TestMethod]
    public Task A_request_for_another_host_is_refused() => Serving(() => ExampleSweep.Document(5), async client =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "document.json") { Headers = { Host = "attacker.example" } };
        using HttpResponseMessage answer = await client.SendAsync(request);
        Assert.IsFalse(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    });

    [TestMethod]
    public Task An_error_of_the_document_is_told_and_does_not_end_it()
    {
        int asked = 0;
        return Serving(() => asked++ == 0 ? throw new IOException("The store is locked.") : ExampleSweep.Document(5), async client =>
        {
            using HttpResponseMessage answer = await client.GetAsync("document.json");
            Assert.AreEqual(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.AreEqual("The sweep could not be read: The store is locked.", await answer.Content.ReadAsStringAsync());
            using HttpResponseMessage next = await client.GetAsync("document.json");
            Assert.AreEqual(HttpStatusCode.OK, next.StatusCode);
        });
    }

    [TestMethod]
    public void A_port_in_use_or_out_of_range_is_a_clear_error()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string message = Assert.Throws<IOException>(() => new SweepWatch(() => ExampleSweep.Document(5), port)).Message;
        StringAssert.StartsWith(message, $"The sweep cannot be watched at port {port}: ");
        StringAssert.EndsWith(message, "Another program may use it; choose another port.");
        StringAssert.StartsWith(Assert.Throws<ArgumentOutOfRangeException>(() => new SweepWatch(() => ExampleSweep.Document(5), 0)).Message, "The port must be 1 to 65535, but was 0.");
    }

    /// <summary>Serves while something is done, and sees it end with the cancellation.</summary>
    internal static async Task Serving(Func<SweepDocument> document, Func<HttpClient, Task> act)
    {
        using SweepWatch watch = Start(document);
        using var cancellation = new CancellationTokenSource();
        Task running = watch.RunAsync(cancellation.Token);
        using var client = new HttpClient { BaseAddress = watch.Address };
        await act(client);
        await cancellation.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("document.json"));
    }

    /// <summary>At a port that was free a moment ago; another one where someone was quicker.</summary>
    private static SweepWatch Start(Func<SweepDocument> document)
    {
        for (int attempt = 0; ; attempt++)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            int port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            try
            {
                return new SweepWatch(document, port);
            }
            catch (IOException) when (attempt < 5)
            {
            }
        }
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "document.json");
        request.Headers.IfNoneMatch.Add(tag);
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
