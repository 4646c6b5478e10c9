using System.Diagnostics;
using System.Globalization;

namespace MLNetDeep.Bench.VersusPython;

/// <summary>side.py in a process of its own, which sleeps while the C# side works.</summary>
internal sealed class Python : IDisposable
{
    private readonly Process _process;

    public Python(string interpreter, params object[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "side.py");
        _process = Process.Start(new ProcessStartInfo(interpreter, [script, .. arguments.Select(a => $"{a}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"{interpreter} does not start.");
        var words = Answer().Split(' ');
        (Version, Parameters) = (words[0], long.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public string Version { get; }

    /// <summary>How many numbers its network learns.</summary>
    public long Parameters { get; }

    /// <summary>Does what is asked: "train" and "score" give rows a second, "memory" the peak in megabytes.</summary>
    public double Ask(string what)
    {
        _process.StandardInput.WriteLine(what);
        return double.Parse(Answer(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Answer() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException("Python ended early: is PyTorch installed for it (apt-get install python3-torch)?");
}
