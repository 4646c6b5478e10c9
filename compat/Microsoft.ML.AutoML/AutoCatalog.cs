using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

public static class MLContextExtension
{
    public static AutoCatalog Auto(this MLContext mlContext) => new(mlContext);
}

public sealed class AutoCatalog
{
    private readonly MLContext _context;

    internal AutoCatalog(MLContext context) => _context = context;

    public AutoMLExperiment CreateExperiment(AutoMLExperiment.AutoMLExperimentSettings settings = null) => new(_context, settings ?? new());
}

public abstract class ExperimentSettings
{
    public int MaxModels = int.MaxValue;

    public ExperimentSettings()
    {
    }

    public uint MaxExperimentTimeInSeconds { get; set; } = 24 * 60 * 60;
}

/// <summary>Contexts for trials: each a new one, whose log goes to that of the experiment.</summary>
internal static class ChildContext
{
    /// <summary>The seed of a context, which the library may ask for and others may not.</summary>
    public static int? Seed(MLContext context)
    {
        object environment = typeof(MLContext).GetField("_env", BindingFlags.NonPublic | BindingFlags.Instance)?.GetValue(context);
        return (int?)environment?.GetType().GetProperty("Seed")?.GetValue(environment);
    }

    public static MLContext Of(MLContext parent, int? seed)
    {
        var child = new MLContext(seed) { GpuDeviceId = parent.GpuDeviceId, FallbackToCpu = parent.FallbackToCpu, TempFilePath = parent.TempFilePath };
        child.Log += (_, e) =>
        {
            using IChannel channel = ((IChannelProvider)parent).Start("AutoMLExperiment-ChildContext");
            if (e.Kind is ChannelMessageKind.Warning or ChannelMessageKind.Error)
                channel.Warning(MessageSensitivity.All, "{0}", e.Message);
            else
                channel.Trace(MessageSensitivity.All, "{0}", e.Message);
        };
        return child;
    }
}
