using System.Diagnostics;
using System.Globalization;

namespace MLNetDeep.Bench;

/// <summary>train.py in a process of its own, which sleeps while the C# side works.</summary>
internal sealed class Python : IDisposable
{
    private readonly Process process;

    public Python(string interpreter, int threads, int batch)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "train.py");
        process = Process.Start(new ProcessStartInfo(interpreter, [script, $"{threads}", $"{batch}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"{interpreter} does not start.");
        Version = Answer();
    }

    public string Version { get; }

    public (double Seconds, double Loss) Train(int steps)
    {
        process.StandardInput.WriteLine(steps);
        var words = Answer().Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string Answer() => process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException("Python ended early: is PyTorch installed for it (apt-get install python3-torch)?");
}
