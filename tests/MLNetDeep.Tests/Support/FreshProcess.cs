using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MLNetDeep.Tests.Support;

/// <summary>
/// Scores rows with a saved model in a process that has neither MLNetDeep nor TorchSharp in its folder: one of its own for each model with MLNETDEEP_FULL=1, else one for all, since to start one takes as long as
/// the rest of a test.
/// </summary>
internal static class FreshProcess
{
    private const string Name = "MLNetDeep.Deployed";

    private static readonly Lock Lock = new();

    private static readonly StringBuilder Errors = new();

    private static readonly JsonSerializerOptions WithMissing = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static Process? _running;

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
        if (Full.IsWanted)
        {
            using var process = Start(arguments);
            var error = process.StandardError.ReadToEndAsync();
            Assert.IsEmpty(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, error.Result);
            return;
        }
        lock (Lock)
        {
            _running ??= StartForAll(arguments[0]);
            _running.StandardInput.WriteLine(string.Join('\t', arguments[1..]));
            if (_running.StandardOutput.ReadLine() is { } answer)
            {
                Assert.AreEqual("done", answer);
                return;
            }
            _running.WaitForExit();
            var (code, error) = (_running.ExitCode, Errors.ToString());
            _running.Dispose();
            _running = null;
            Assert.Fail($"The process ended with {code}. {error}");
        }
    }

    private static Process StartForAll(string application)
    {
        Errors.Clear();
        var process = Start(application);
        process.ErrorDataReceived += (_, e) => Errors.AppendLine(e.Data);
        process.BeginErrorReadLine();
        // It ends with the end of its input.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Dispose();
        return process;
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

internal sealed record FreshPrediction(string Label, float[] Score);
