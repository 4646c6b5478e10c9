using System.Collections.Concurrent;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where everything starts: catalogs of what there is, the random sequence and the log.</summary>
public sealed class MLContext : IHostEnvironment
{
    private readonly HostEnvironment _env;
    private readonly ConcurrentDictionary<string, object?> _options = new();

    /// <summary>A context; with a seed it does the same thing each time.</summary>
    public MLContext(int? seed = null)
    {
        _env = new HostEnvironment(new EnvironmentRoot(OnMessage), "", seed);
        Data = new DataOperationsCatalog(_env);
        Model = new ModelOperationsCatalog(_env);
        Transforms = new TransformsCatalog(_env);
        BinaryClassification = new BinaryClassificationCatalog(_env);
        MulticlassClassification = new MulticlassClassificationCatalog(_env);
        Regression = new RegressionCatalog(_env);
        Clustering = new ClusteringCatalog(_env);
        Ranking = new RankingCatalog(_env);
        AnomalyDetection = new AnomalyDetectionCatalog(_env);
        Forecasting = new ForecastingCatalog(_env);
    }

    /// <summary>Raised for every message of a component.</summary>
    public event EventHandler<LoggingEventArgs>? Log;

    public BinaryClassificationCatalog BinaryClassification { get; }

    public MulticlassClassificationCatalog MulticlassClassification { get; }

    public RegressionCatalog Regression { get; }

    public ClusteringCatalog Clustering { get; }

    public RankingCatalog Ranking { get; }

    public AnomalyDetectionCatalog AnomalyDetection { get; }

    public ForecastingCatalog Forecasting { get; }

    public TransformsCatalog Transforms { get; }

    public ModelOperationsCatalog Model { get; }

    public DataOperationsCatalog Data { get; }

    public ComponentCatalog ComponentCatalog => _env.ComponentCatalog;

    /// <summary>A folder for files of a moment.</summary>
    public string TempFilePath { get; set; } = Path.GetTempPath();

    /// <summary>The GPU to use, or null for none.</summary>
    public int? GpuDeviceId { get; set; }

    /// <summary>Whether to go on without a GPU where that of <see cref="GpuDeviceId"/> cannot be used.</summary>
    public bool FallbackToCpu { get; set; } = true;

    string IExceptionContext.ContextDescription => nameof(MLContext);

    /// <summary>The value of an option, or the default of the type.</summary>
    public T GetOptionOrDefault<T>(string name) => TryGetOption(name, out T value) ? value : default!;

    public bool TryGetOption<T>(string name, out T value)
    {
        bool found = _options.TryGetValue(name, out object? stored);
        value = found && stored is T typed ? typed : default!;
        return found;
    }

    public void SetOption<T>(string name, T value) => _options[name] = value;

    public bool TryAddOption<T>(string name, T value) => _options.TryAdd(name, value);

    public bool RemoveOption(string name) => _options.TryRemove(name, out _);

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => _env.Register(name, seed, verbose);

    IChannel IChannelProvider.Start(string name) => _env.Start(name);

    IPipe<TMessage> IChannelProvider.StartPipe<TMessage>(string name) => _env.StartPipe<TMessage>(name);

    IProgressChannel IProgressChannelProvider.StartProgressChannel(string name) => _env.StartProgressChannel(name);

    TException IExceptionContext.Process<TException>(TException ex) => ex;

    private void OnMessage(ChannelMessage message, string source)
        => Log?.Invoke(this, new LoggingEventArgs(message.Message, message.Kind, source));
}

/// <summary>A message of a component.</summary>
public class LoggingEventArgs : EventArgs
{
    public LoggingEventArgs(string message)
    {
        Message = message;
        RawMessage = message;
        Source = "";
    }

    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Kind = kind;
        Source = source;
        Message = $"[Source={source}, Kind={kind}] {message}";
    }

    /// <summary>Source, kind and message as one text.</summary>
    public string Message { get; }

    /// <summary>The message alone.</summary>
    public string RawMessage { get; }

    public ChannelMessageKind Kind { get; }

    public string Source { get; }
}
