using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>Says what a training does on ML.NET's own channels, where <see cref="MLContext.Log"/> hears it.</summary>
internal sealed class ChannelLog(MLContext context) : ITrainingLog
{
    public void Info(string message) => Say(channel => channel.Info(MessageSensitivity.None, message));

    public void Warning(string message) => Say(channel => channel.Warning(MessageSensitivity.None, message));

    private void Say(Action<IChannel> say)
    {
        using var channel = ((IChannelProvider)context).Start(nameof(DeepTrainer));
        say(channel);
    }
}
