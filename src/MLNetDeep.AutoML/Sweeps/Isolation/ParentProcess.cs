using System.Globalization;

namespace MLNetDeep.AutoML;

/// <summary>The process that this one runs trials for, where there is one.</summary>
internal static class ParentProcess
{
    /// <summary>Whether this process was started to run trials.</summary>
    public static bool IsThere => Environment.GetEnvironmentVariable(TrialProcess.Variable) is not null;

    /// <summary>How many threads a trial may take; 0 for all.</summary>
    public static int Threads => (int)(Part(0) ?? 0);

    /// <summary>How many bytes of memory a trial may take; null where that was not said.</summary>
    public static long? Memory => Part(1);

    /// <summary>Cancelled also where the parent asks for it, or is gone: both end the standard input.</summary>
    public static CancellationTokenSource Link(CancellationToken cancel)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        new Thread(() => Listen(source)) { IsBackground = true, Name = "MLNetDeep parent" }.Start();
        return source;
    }

    private static long? Part(int index) =>
        Environment.GetEnvironmentVariable(TrialProcess.Variable)?.Split(',').ElementAtOrDefault(index) is { } text && long.TryParse(text, CultureInfo.InvariantCulture, out long value) ? value : null;

    private static void Listen(CancellationTokenSource source)
    {
        using Stream input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
        }
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException) // the work is done
        {
        }
    }
}
