using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Keeps the counts of tensors that a thread has made and disposed of.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static ThreadDisposeScopeStatistics? statistics;

    public static ThreadDisposeScopeStatistics Statistics => statistics ??= new ThreadDisposeScopeStatistics();

    internal static void Created(Tensor tensor)
    {
        if (DisposeScope.Current is { } scope)
        {
            Statistics.CreatedInScopeCount++;
            scope.Add(tensor);
        }
        else
            Statistics.CreatedOutsideScopeCount++;
    }
}

public class ThreadDisposeScopeStatistics
{
    public long CreatedOutsideScopeCount { get; internal set; }
    public long CreatedInScopeCount { get; internal set; }
    public long DisposedInScopeCount { get; internal set; }
    public long DetachedFromScopeCount { get; internal set; }
    internal long DisposedOutsideScopeCount { get; set; }

    public long ThreadTotalLiveCount =>
        CreatedInScopeCount + CreatedOutsideScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    public void Reset() => CreatedOutsideScopeCount = CreatedInScopeCount = DisposedInScopeCount =
        DetachedFromScopeCount = DisposedOutsideScopeCount = 0;
}
