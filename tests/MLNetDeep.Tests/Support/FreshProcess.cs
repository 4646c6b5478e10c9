using System.Diagnostics;
using System.Text.Json;

namespace MLNetDeep.Tests.Support;

/// <summary>Scores rows with a saved model in a process that has neither MLNetDeep nor TorchSharp in its folder.</summary>
internal static class FreshProcess
{
    private const string Name = "MLNetDeep.Deployed";

    private static readonly JsonSerializerOptions WithMissing = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Scores rows with a column "Features" or a column "Image" with paths.</summary>
    public static FreshPrediction[] Score<T>(string model, IEnumerable<T> rows)
    {
        string folder = Directory.CreateTempSubdirectory("mlnetdeep").FullName;
        try
        {
            string input = Path.Combine(folder, "rows.json"), output = Path.Combine(folder, "scores.json");
            File.WriteAllText(input, JsonSerializer.Serialize(rows, WithMissing));
            Run(Path.Combine(Home(), $"{Name}.dll"), model, input, output);
            return JsonSerializer.Deserialize<FreshPrediction[]>(File.ReadAllText(output))!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Makes rows by a generative model, with the default options of sampling.</summary>
    public static float[][] Sample(string model, int count, int seed)
    {
        string output = Path.GetTempFileName();
        try
        {
            Run(Path.Combine(Home(), $"{Name}.dll"), "--sample", model, $"{count}", $"{seed}", output);
            return JsonSerializer.Deserialize<float[][]>(File.ReadAllText(output))!;
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>Where the application was built: beside these tests, in the same configuration.</summary>
    private static string Home()
    {
        string here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(here, "..", "..", Name, Path.GetFileName(here)));
    }

    private static void Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, error);
    }
}

internal sealed record FreshPrediction(string Label, float[] Score);
