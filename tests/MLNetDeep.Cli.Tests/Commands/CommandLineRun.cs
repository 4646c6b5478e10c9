using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>One run of the command line inside the test's process, with what it wrote.</summary>
internal sealed record CommandLineRun(int ExitCode, string Output, string Error)
{
    public static CommandLineRun Of(params string[] arguments) => Of(CancellationToken.None, arguments);

    public static CommandLineRun Of(CancellationToken cancel, params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        // Other threads may write progress while the command writes.
        int code = new Application(new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(error), interactive: false))
            .Run(arguments, cancel);
        return new CommandLineRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The run must have failed with one line that holds <paramref name="part"/>.</summary>
    public void ShouldFail(int exitCode, string part)
    {
        Assert.AreEqual(exitCode, ExitCode, Error);
        StringAssert.Contains(Error, part);
        string[] lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        StringAssert.StartsWith(lines[^1], "mlnetdeep: ");
        Assert.IsFalse(lines[..^1].Any(line => line.StartsWith("mlnetdeep: ", StringComparison.Ordinal) || line.StartsWith("   at ", StringComparison.Ordinal)), Error);
    }

    public CommandLineRun ShouldSucceed()
    {
        Assert.AreEqual(0, ExitCode, Error + Output);
        return this;
    }
}
