namespace MLNetDeep.AutoML;

/// <summary>Work that cannot be asked to end: ML.NET's trainers know no cancellation. It is left to itself, and its result is thrown away.</summary>
internal static class Abandonable
{
    /// <summary>Runs it on a thread of its own.</summary>
    /// <exception cref="OperationCanceledException">It was abandoned: the thread goes on until the work is done, or the process ends.</exception>
    public static T Run<T>(Func<T> work, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Complete(work, done)) { IsBackground = true, Name = "MLNetDeep trial" };
        thread.Start();
        return done.Task.WaitAsync(cancel).GetAwaiter().GetResult();
    }

    private static void Complete<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }
}
