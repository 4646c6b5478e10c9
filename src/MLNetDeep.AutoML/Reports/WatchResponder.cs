using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MLNetDeep.AutoML.Reports;

/// <summary>Answers the two requests of a watched sweep: for the page, and for the document, which is sent only where it changed.</summary>
internal sealed class WatchResponder(Func<SweepDocument> document, int pollMilliseconds)
{
    private static readonly TimeSpan _freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private (SweepDocument Document, byte[] Json, string Tag)? _current;
    private long _read;

    /// <summary>Answers, whatever happens: an error of the document becomes a 503 that says it.</summary>
    public void Answer(HttpListenerContext context)
    {
        try
        {
            using HttpListenerResponse response = context.Response;
            response.KeepAlive = false;
            response.Headers["Cache-Control"] = "no-cache";
            response.Headers["X-Content-Type-Options"] = "nosniff";
            Route(context.Request, response);
        }
        catch (Exception e) when (e is HttpListenerException or IOException or InvalidOperationException)
        {
            // The browser went away.
        }
    }

    private void Route(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (request.HttpMethod is not ("GET" or "HEAD"))
        {
            response.Headers["Allow"] = "GET, HEAD";
            Send(request, response, 405, "text/plain", "Only GET is answered here."u8.ToArray());
            return;
        }
        switch (request.Url?.AbsolutePath)
        {
            case "/": SendPage(request, response); break;
            case "/document.json": SendDocument(request, response); break;
            default: Send(request, response, 404, "text/plain", "There is only / and /document.json here."u8.ToArray()); break;
        }
    }

    private void SendPage(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (TryCurrent(request, response) is { } current)
            Send(request, response, 200, "text/html", Encoding.UTF8.GetBytes(PageTemplate.Render(current.Document, pollMilliseconds)));
    }

    private void SendDocument(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (TryCurrent(request, response) is not { } current)
            return;
        response.Headers["ETag"] = current.Tag;
        if (request.Headers["If-None-Match"] == current.Tag)
            response.StatusCode = 304;
        else
            Send(request, response, 200, "application/json", current.Json);
    }

    private (SweepDocument Document, byte[] Json, string Tag)? TryCurrent(HttpListenerRequest request, HttpListenerResponse response)
    {
        try
        {
            return Current();
        }
        catch (Exception e)
        {
            Send(request, response, 503, "text/plain", Encoding.UTF8.GetBytes($"The sweep could not be read: {e.Message}"));
            return null;
        }
    }

    private (SweepDocument Document, byte[] Json, string Tag) Current()
    {
        lock (_lock)
        {
            if (_current is { } known && Stopwatch.GetElapsedTime(_read) < _freshness)
                return known;
            SweepDocument now = PageCurves.Trim(document());
            string tag = Tag(now);
            if (_current?.Tag != tag)
                _current = (now, Encoding.UTF8.GetBytes(now.ToJson()), tag);
            _read = Stopwatch.GetTimestamp();
            return _current!.Value;
        }
    }

    /// <summary>The ETag of what it holds; the time alone is no change.</summary>
    private static string Tag(SweepDocument document) =>
        $"\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes((document with { Created = default }).ToJson())))[..32]}\"";

    private static void Send(HttpListenerRequest request, HttpListenerResponse response, int status, string type, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = $"{type}; charset=utf-8";
        response.ContentLength64 = body.Length;
        if (request.HttpMethod != "HEAD")
            response.OutputStream.Write(body);
    }
}
