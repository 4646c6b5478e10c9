using System.Diagnostics;

namespace MLNetDeep.Cli.Tests.Commands;

[TestClass]
public class ListTests
{
    [TestMethod]
    public void Every_architecture_and_option_is_listed()
    {
        string output = CommandLineRun.Of("list").ShouldSucceed().Output;
        StringAssert.Contains(output, "multiclass");
        foreach (Architecture architecture in ArchitectureRegistry.All)
        {
            StringAssert.Contains(output, architecture.Key + ": " + architecture.DisplayName);
            foreach (OptionDescription option in OptionCatalog.Describe(architecture.OptionsType))
                StringAssert.Contains(output, option.Name);
        }
        foreach (string key in ForecasterOptions.Keys)
            StringAssert.Contains(output, key + ": forecaster of time series");
        StringAssert.Contains(output, "0.1,0.5,0.9");
    }

    [TestMethod]
    public void The_processor_is_a_device() => StringAssert.Contains(CommandLineRun.Of("devices").ShouldSucceed().Output, "cpu");

    // In a process of its own nothing has loaded libtorch before.
    [TestMethod]
    public void Devices_are_shown_by_a_process_that_does_nothing_else()
    {
        using var folder = new TemporaryFolder();
        using OtherProcess process = OtherProcess.CommandLine(folder.Path, "devices");
        (int exitCode, string output, string error) = process.Wait(TimeSpan.FromMinutes(1));
        Assert.AreEqual(0, exitCode, output + error);
        StringAssert.StartsWith(output, "cpu ");
    }

    // OMP_DISPLAY_ENV has libgomp print what it goes by.
    [TestMethod]
    [DataRow(null, "PASSIVE")]
    [DataRow("active", "ACTIVE")]
    public void Threads_of_libtorch_sleep_while_they_wait_unless_the_user_wants_otherwise(string? policy, string expected)
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("libtorch comes with GNU's OpenMP on Linux alone.");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MLNetDeep.Cli.dll"), "devices"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Remove("GOMP_SPINCOUNT");
        (start.Environment["OMP_WAIT_POLICY"], start.Environment["OMP_DISPLAY_ENV"]) = (policy, "TRUE");
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, output.Result + error);
        StringAssert.Contains(error, $"OMP_WAIT_POLICY = '{expected}'");
    }
}
