using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>
/// Says what a training does on ML.NET's own channels: messages, which <see cref="MLContext.Log"/> hears, and a progress channel
/// with the metrics of each epoch.
/// </summary>
internal sealed class ChannelLog(MLContext context) : ITrainingLog, IDisposable
{
    private IProgressChannel? _progress;
    private int _done;

    public void Info(string message) => Say(channel => channel.Info(MessageSensitivity.None, message));

    public void Warning(string message) => Say(channel => channel.Warning(MessageSensitivity.None, message));

    public void Epoch(EpochResult result, int maxEpochs)
    {
        _done = result.Epoch;
        if (_progress is null)
        {
            _progress = ((IProgressChannelProvider)context).StartProgressChannel(nameof(DeepTrainer));
            _progress.SetHeader(new ProgressHeader([.. result.Metrics.Keys], ["epochs"]), entry => entry.SetProgress(0, _done, maxEpochs));
        }
        _progress.Checkpoint([.. result.Metrics.Values.Append(result.Epoch).Select(v => (double?)v)]);
    }

    public void Dispose() => _progress?.Dispose();

    private void Say(Action<IChannel> say)
    {
        using var channel = ((IChannelProvider)context).Start(nameof(DeepTrainer));
        say(channel);
    }
}
