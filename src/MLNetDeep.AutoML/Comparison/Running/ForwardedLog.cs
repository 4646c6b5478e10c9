using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>A context with a seed of its own, whose messages the caller's context hears.</summary>
internal sealed class ForwardedLog : IDisposable
{
    private readonly IChannel _channel;

    public ForwardedLog(MLContext caller, int seed)
    {
        _channel = ((IChannelProvider)caller).Start("Compare");
        Context = new MLContext(seed) { GpuDeviceId = caller.GpuDeviceId, FallbackToCpu = caller.FallbackToCpu };
        Context.Log += (_, e) => Say(e.Kind, e.RawMessage);
    }

    /// <summary>The context.</summary>
    public MLContext Context { get; }

    public void Dispose() => _channel.Dispose();

    private void Say(ChannelMessageKind kind, string message)
    {
        switch (kind)
        {
            case ChannelMessageKind.Error:
                _channel.Error(MessageSensitivity.Unknown, message);
                break;
            case ChannelMessageKind.Warning:
                _channel.Warning(MessageSensitivity.Unknown, message);
                break;
            case ChannelMessageKind.Info:
                _channel.Info(MessageSensitivity.Unknown, message);
                break;
            default:
                _channel.Trace(MessageSensitivity.Unknown, message);
                break;
        }
    }
}
