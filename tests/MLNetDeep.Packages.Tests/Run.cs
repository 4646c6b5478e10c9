using System.Diagnostics;

namespace MLNetDeep.Packages.Tests;

/// <summary>A program that ran to its end, with what it wrote.</summary>
internal sealed record Run(string Command, int ExitCode, string Output)
{
    // What 'dotnet test' sets for itself would reach the programs that it starts, and a build server would outlive them and keep their output open.
    private static readonly string[] OfTheTestRun = ["MSBUILD", "VSTEST", "DOTNET_HOST_PATH", "COREHOST", "DOTNET_STARTUP_HOOKS"];
    private static readonly (string, string)[] Settings =
    [
        ("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), ("UseSharedCompilation", "false"),
        ("DOTNET_CLI_UI_LANGUAGE", "en"), ("DOTNET_NOLOGO", "1"), ("OMP_WAIT_POLICY", "passive"),
    ];

    // Of restoring, and of 'dotnet tool install', which gives no number.
    private static readonly string[] Unreachable = ["NU1301", "Unable to load the service index"];

    /// <summary>Runs <c>dotnet</c>; the test is skipped where it could not reach the package feed.</summary>
    public static Run DotNet(string folder, params string[] arguments)
    {
        Run run = Of("dotnet", folder, arguments);
        if (run.ExitCode != 0 && Unreachable.Any(words => run.Output.Contains(words, StringComparison.Ordinal)))
            Assert.Inconclusive($"The package feed cannot be reached. {run.Output}");
        return run;
    }

    public static Run Of(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => OfTheTestRun.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
            start.Environment.Remove(name);
        foreach ((string name, string value) in Settings)
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(15)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'{program} {string.Join(' ', arguments)}' ran longer than 15 minutes.");
        }
        return new Run($"{program} {string.Join(' ', arguments)}", process.ExitCode, output.Result + error.Result);
    }

    /// <summary>What it wrote, once it has succeeded.</summary>
    public string ShouldSucceed()
    {
        Assert.AreEqual(0, ExitCode, $"'{Command}' failed:\n{Output}");
        return Output;
    }
}
