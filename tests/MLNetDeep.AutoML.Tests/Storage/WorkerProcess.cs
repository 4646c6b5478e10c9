using System.Diagnostics;

namespace MLNetDeep.AutoML.Tests.Storage;

/// <summary>A worker at a sweep in a process of its own, to be killed.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string Name = "MLNetDeep.Worker";
    private readonly Process _process;
    private readonly Task<string> _error;

    public WorkerProcess(string location, string sweep, string folder)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Program(), location, sweep, folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, e) => IsUnderWay |= e.Data is not null;
        _process.BeginOutputReadLine();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The program, in the folder that it was built into.</summary>
    public static string Program()
    {
        string here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string configuration = Path.GetFileName(here).Split('_')[0];
        string programs = Path.GetFullPath(Path.Combine(here, "..", "..", Name));
        return Directory.GetDirectories(programs, $"{configuration}*").Select(f => Path.Combine(f, $"{Name}.dll")).First(File.Exists);
    }

    /// <summary>Whether it has ended a trial.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Kills it with SIGKILL, which no process can catch.</summary>
    public void Kill()
    {
        MustRun();
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Fails the test where it has ended by itself.</summary>
    public void MustRun() => Assert.IsFalse(_process.HasExited, $"It had ended by itself: {(_process.HasExited ? _error.Result : "")}");

    /// <summary>Waits for its end, which must be a good one.</summary>
    public void Finish()
    {
        Assert.IsTrue(_process.WaitForExit(TimeSpan.FromMinutes(1)), "The worker does not end.");
        Assert.AreEqual(0, _process.ExitCode, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
