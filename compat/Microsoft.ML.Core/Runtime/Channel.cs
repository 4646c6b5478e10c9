using System.Diagnostics;

namespace Microsoft.ML.Runtime;

/// <summary>A channel whose messages go to the log of its environment.</summary>
internal sealed class Channel : IChannel
{
    private readonly EnvironmentRoot _root;
    private readonly string _source;
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _disposed;

    public Channel(EnvironmentRoot root, string source)
    {
        _root = root;
        _source = source;
        Trace(MessageSensitivity.None, "Channel started");
    }

    public string ContextDescription => _source;

    public void Send(ChannelMessage msg) => _root.Log(msg, _source);

    public void Trace(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Trace, sensitivity, fmt));

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Send(new(ChannelMessageKind.Trace, sensitivity, fmt, args));

    public void Info(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Info, sensitivity, fmt));

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Send(new(ChannelMessageKind.Info, sensitivity, fmt, args));

    public void Warning(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Warning, sensitivity, fmt));

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Send(new(ChannelMessageKind.Warning, sensitivity, fmt, args));

    public void Error(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Error, sensitivity, fmt));

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Send(new(ChannelMessageKind.Error, sensitivity, fmt, args));

    public TException Process<TException>(TException ex) where TException : Exception => ex;

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Trace(MessageSensitivity.None, "Channel finished. Elapsed {0:c}.", Stopwatch.GetElapsedTime(_start));
        Trace(MessageSensitivity.None, "Channel disposed");
    }
}
