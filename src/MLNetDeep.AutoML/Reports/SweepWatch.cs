using System.Net;
using System.Net.Sockets;
using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>Serves the report of a running sweep to browsers on this machine; the page brings itself up to date.</summary>
public sealed class SweepWatch : IDisposable
{
    private const int PollMilliseconds = 2000;

    private readonly HttpListener _listener = new();
    private readonly Reports.WatchResponder _responder;

    /// <summary>Starts to listen; <see cref="RunAsync"/> answers.</summary>
    /// <param name="document">Gives the document as it is now; called by one thread at a time, at most once a second.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="IOException">The port is in use, or may not be used.</exception>
    public SweepWatch(Func<SweepDocument> document, int port = 5080)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (port is < 1 or > 65535)
            throw new ArgumentOutOfRangeException(nameof(port), Invariant($"The port must be 1 to 65535, but was {port}."));
        _responder = new Reports.WatchResponder(document, PollMilliseconds);
        Address = new Uri(Invariant($"http://localhost:{port}/"));
        Listen(port);
    }

    /// <summary>Where the page is.</summary>
    public Uri Address { get; }

    /// <summary>Answers until it is cancelled.</summary>
    /// <returns>A task that ends with the cancellation, without an error.</returns>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenRegistration end = cancellation.Register(_listener.Stop);
        List<Task> answers = [];
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync().ConfigureAwait(false);
                answers.RemoveAll(a => a.IsCompleted);
                answers.Add(Task.Run(() => _responder.Answer(context), CancellationToken.None));
            }
            catch (Exception e) when (cancellation.IsCancellationRequested && e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                break;
            }
        }
        await Task.WhenAll(answers).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    /// <summary>By both addresses of this machine: browsers take either for localhost. Requests that name another host are refused by the listener.</summary>
    private void Listen(int port)
    {
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Prefixes.Add(Invariant($"http://127.0.0.1:{port}/"));
        try
        {
            _listener.Start();
        }
        catch (Exception e) when (e is HttpListenerException or SocketException)
        {
            throw new IOException(Invariant($"The sweep cannot be watched at port {port}: {e.Message}. Another program may use it; choose another port."), e);
        }
    }
}
