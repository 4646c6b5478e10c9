using System.Diagnostics;
using System.Globalization;

namespace MLNetDeep.AutoML;

/// <summary>A process that runs trials for another one, seen from that one. It ends by itself when its standard input does, so that none outlives the process that started it.</summary>
internal sealed class TrialProcess : IDisposable
{
    /// <summary>The environment variable that tells a process that it is one; its value is the number of threads of a trial, 0 for all, and the bytes of memory that it may take.</summary>
    public const string Variable = "MLNETDEEP_TRIAL_PROCESS";

    private const int MostLines = 40;

    private static readonly string[] _errors = ["Process terminated.", "Process terminated", "Unhandled exception", "Out of memory"];

    private readonly Process _process;
    private readonly Queue<string> _said = [];

    public TrialProcess(ProcessStartInfo start, int threads, long memory)
    {
        (start.UseShellExecute, start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true, true);
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{threads},{memory}");
        _process = Process.Start(start) ?? throw new InvalidOperationException($"The process '{start.FileName}' was not started.");
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, e) => Hear(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Worker = $"{Environment.MachineName}/{_process.Id}/1";
    }

    /// <summary>The name under which it takes trials.</summary>
    public string Worker { get; }

    /// <summary>How it ended, for people: the signal or exit code, and what it said last.</summary>
    public string End => $"The process of the trial {ExitText.Of(_process.ExitCode)}{(Said is { } said ? $": {said}" : ".")}";

    /// <summary>Whether it ended as it should.</summary>
    public bool IsGood => _process.ExitCode == 0;

    // The line that names the error, where there is one; else the last. What FailFast says stands in the line behind.
    private string? Said
    {
        get
        {
            lock (_said)
            {
                string[] lines = [.. _said];
                int error = Array.FindIndex(lines, line => Array.Exists(_errors, start => line.StartsWith(start, StringComparison.Ordinal)));
                return error < 0 ? lines.LastOrDefault() : lines[error] == _errors[0] && error + 1 < lines.Length ? lines[error + 1] : lines[error];
            }
        }
    }

    /// <summary>The physical memory that it holds, in bytes; 0 where it has ended.</summary>
    public long Memory()
    {
        try
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64;
        }
        catch (InvalidOperationException) // it ended between the two
        {
            return 0;
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it came in that time.</returns>
    public bool Wait(TimeSpan time)
    {
        if (!_process.WaitForExit(time))
            return false;
        _process.WaitForExit(); // until everything that it said was heard
        return true;
    }

    /// <summary>Asks it to end: its trial waits for another day.</summary>
    public void Ask()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException) // it has ended
        {
        }
    }

    /// <summary>Ends it at once, with whatever it started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException) // it has ended
        {
        }
        Wait(TimeSpan.FromSeconds(10));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_said)
        {
            _said.Enqueue(line.Trim());
            if (_said.Count > MostLines)
                _said.Dequeue();
        }
    }
}
