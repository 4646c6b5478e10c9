using System.Diagnostics;
using MLNetDeep.Persistence;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Vision.Pretrained;

/// <summary>Weights and answers that reference.py makes, where Python has torch.</summary>
internal static class PretrainedReference
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<string?> Folder = new(Make);

    public static string Weights(string name) => Path.Combine(Found, $"{name}.safetensors");

    /// <summary>An input and what the network makes of it; the caller's to dispose.</summary>
    public static (Tensor Input, Tensor Output) Answer(string name)
    {
        using var stream = File.OpenRead(Path.Combine(Found, $"{name}.answer.safetensors"));
        var tensors = Safetensors.Read(stream);
        return (tensors["input"], tensors["output"]);
    }

    private static string Found
    {
        get
        {
            if (Folder.Value is null) Assert.Inconclusive("Python's torch package is not installed.");
            return Folder.Value!;
        }
    }

    private static string? Make()
    {
        if (!File.Exists(Python) || Run("-c", "import torch, numpy").Code != 0) return null;
        var folder = Directory.CreateTempSubdirectory("mlnetdeep").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var (code, text) = Run(Path.Combine(AppContext.BaseDirectory, "data", "pretrained-reference.py"), folder);
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
