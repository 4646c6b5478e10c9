namespace Microsoft.ML.Runtime;

public interface IProgressChannelProvider
{
    IProgressChannel StartProgressChannel(string name);
}

/// <summary>Reports how far a computation is.</summary>
public interface IProgressChannel : IProgressChannelProvider, IDisposable
{
    /// <summary>Says what is counted and measured, and how to find out where it stands.</summary>
    void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction);

    /// <summary>Reports metrics, then progress, in the order of the header.</summary>
    void Checkpoint(params double?[] values);
}

/// <summary>The names of what a progress channel reports.</summary>
public sealed class ProgressHeader
{
    public readonly IReadOnlyList<string> UnitNames;

    public readonly IReadOnlyList<string> MetricNames;

    public ProgressHeader(string[]? metricNames, string[]? unitNames)
    {
        MetricNames = metricNames ?? [];
        UnitNames = unitNames ?? [];
    }

    public ProgressHeader(params string[] unitNames) : this(null, unitNames)
    {
    }
}

public interface IProgressEntry
{
    void SetProgress(int index, double value);

    void SetProgress(int index, double value, double lim);

    void SetMetric(int index, double value);
}
