namespace Microsoft.ML.Runtime;

/// <summary>What all hosts of one environment share.</summary>
internal sealed class EnvironmentRoot(Action<ChannelMessage, string> log)
{
    public ComponentCatalog ComponentCatalog { get; } = new();

    public Action<ChannelMessage, string> Log { get; } = log;
}

/// <summary>An environment, and the hosts registered in it.</summary>
internal sealed class HostEnvironment : IHost
{
    private readonly EnvironmentRoot _root;
    private readonly string _name;
    private readonly object _lock = new();

    public HostEnvironment(EnvironmentRoot root, string name, int? seed)
    {
        _root = root;
        _name = name;
        Seed = seed;
        Rand = seed.HasValue ? new Random(seed.Value) : new Random();
    }

    public ComponentCatalog ComponentCatalog => _root.ComponentCatalog;

    /// <summary>The seed that was given, or null.</summary>
    public int? Seed { get; }

    public Random Rand { get; }

    public string ContextDescription => _name;

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        lock (_lock)
            return new HostEnvironment(_root, Qualify(name), seed ?? Rand.Next());
    }

    public IChannel Start(string name) => new Channel(_root, Qualify(name));

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new SilentPipe<TMessage>(Qualify(name));

    public IProgressChannel StartProgressChannel(string name) => SilentProgressChannel.Instance;

    public TException Process<TException>(TException ex) where TException : Exception => ex;

    private string Qualify(string name) => _name.Length == 0 ? name : $"{_name}; {name}";

    private sealed class SilentPipe<TMessage>(string name) : IPipe<TMessage>
    {
        public string ContextDescription => name;

        public void Send(TMessage msg)
        {
        }

        public TException Process<TException>(TException ex) where TException : Exception => ex;

        public void Dispose()
        {
        }
    }

    /// <summary>Nothing listens to progress here, as in the original's MLContext.</summary>
    private sealed class SilentProgressChannel : IProgressChannel
    {
        public static readonly SilentProgressChannel Instance = new();

        public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
        {
        }

        public void Checkpoint(params double?[] values)
        {
        }

        public IProgressChannel StartProgressChannel(string name) => this;

        public void Dispose()
        {
        }
    }
}
