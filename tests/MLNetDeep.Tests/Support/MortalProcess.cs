using System.Diagnostics;

namespace MLNetDeep.Tests.Support;

/// <summary>A training with checkpoints in a process of its own, to be killed.</summary>
internal sealed class MortalProcess : IDisposable
{
    private const string Name = "MLNetDeep.Mortal";
    private readonly Process _process;
    private readonly Task<string> _error;

    public MortalProcess(string rows, string checkpoint, string weights)
    {
        var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var program = Path.GetFullPath(Path.Combine(here, "..", "..", Name, Path.GetFileName(here), $"{Name}.dll"));
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, rows, checkpoint, weights])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether it said that it goes on from a checkpoint, in a line that was read.</summary>
    public bool HasGoneOn { get; private set; }

    /// <summary>Reads its lines until one begins so; false when it ended before.</summary>
    public bool WaitFor(string line)
    {
        while (_process.StandardOutput.ReadLine() is { } said)
        {
            HasGoneOn |= said.StartsWith("Resuming after", StringComparison.Ordinal);
            if (said.StartsWith(line, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    /// <summary>Kills it with SIGKILL, which no process can catch; false when it had come to its end by itself.</summary>
    public bool Kill()
    {
        const int BySignal = 128;
        _process.Kill();
        _process.WaitForExit();
        return _process.ExitCode >= BySignal;
    }

    /// <summary>Waits for its end, which must be a good one.</summary>
    public void Finish()
    {
        WaitFor("never said");
        _process.WaitForExit();
        Assert.AreEqual(0, _process.ExitCode, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
