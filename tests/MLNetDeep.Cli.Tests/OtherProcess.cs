using System.Diagnostics;

namespace MLNetDeep.Cli.Tests;

/// <summary>A program of this repository in a process of its own.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private OtherProcess(string assembly, string folder, string[] arguments)
    {
        // Where these tests run in the background of a shell, SIGINT is ignored, and a child would inherit that.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        _process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], assembly, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The command line, which lies beside the tests.</summary>
    public static OtherProcess CommandLine(string folder, params string[] arguments) =>
        new(Path.Combine(AppContext.BaseDirectory, "MLNetDeep.Cli.dll"), folder, arguments);

    /// <summary>A sample, from its own output folder.</summary>
    public static OtherProcess Sample(string name, string folder, params string[] arguments) =>
        new(Path.Combine(SampleFolder(name), name + ".dll"), folder, arguments);

    /// <summary>Where a sample was built: beside this project, in the same configuration.</summary>
    public static string SampleFolder(string name)
    {
        string here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.Combine(Path.GetDirectoryName(here)!, "..", name, Path.GetFileName(here));
    }

    public void Interrupt() => Process.Start("kill", ["-INT", _process.Id.ToString()]).WaitForExit();

    /// <summary>Ends it at once, by a signal that no process can catch.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public (int ExitCode, string Output, string Error) Wait(TimeSpan longest)
    {
        if (!_process.WaitForExit(longest))
            throw new TimeoutException($"It ran longer than {longest}.");
        return (_process.ExitCode, _output.Result, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
