using System.Diagnostics;
using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Support;

/// <summary>Weights and answers that a script beside the tests makes, where Python has torch; tests that ask for them are skipped elsewhere.</summary>
/// <param name="script">The script's name in the folder of test data. It is given a folder to write to.</param>
internal sealed class PythonReference(string script)
{
    private const string Python = "/usr/bin/python3";

    private readonly Lazy<string?> _folder = new(() => Make(script));

    private string Folder
    {
        get
        {
            if (_folder.Value is null) Assert.Inconclusive("Python's torch package is not installed.");
            return _folder.Value!;
        }
    }

    /// <summary>The folder of a network, where the script makes one.</summary>
    public string Place(string name) => Path.Combine(Folder, name);

    /// <summary>The file of a network's weights.</summary>
    public string Weights(string name) => Path.Combine(Folder, $"{name}.safetensors");

    /// <summary>An input and what the network makes of it; the caller's to dispose.</summary>
    public (Tensor Input, Tensor Output) Answer(string name)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, $"{name}.answer.safetensors"));
        var tensors = Safetensors.Read(stream);
        return (tensors["input"], tensors["output"]);
    }

    private static string? Make(string script)
    {
        if (!File.Exists(Python) || Run("-c", "import torch, numpy").Code != 0) return null;
        var folder = Directory.CreateTempSubdirectory("mlnetdeep").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var (code, text) = Run(Path.Combine(AppContext.BaseDirectory, "data", script), folder);
        Assert.AreEqual(0, code, text);
        return folder;
    }

    private static (int Code, string Text) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardError = true })!;
        var text = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }
}
