using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using MLNetDeep.Cli.Commands;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.CommandLine;

/// <summary>The whole command line: parses, runs one command, answers with an exit code.</summary>
internal sealed class Application(Terminal terminal)
{
    private const string Name = "mlnetdeep";

    // What ML.NET says when one of its reading threads met an exception: the reason is inside.
    private const string ReadingThread = "Splitter/consolidator worker";

    /// <summary>Runs the command that the arguments name.</summary>
    public int Run(IReadOnlyList<string> arguments, CancellationToken cancel = default)
    {
        ParseResult parsed = Root(cancel).Parse(arguments);
        bool verbose = parsed.GetValue(SharedOptions.Verbose);
        try
        {
            // Asking for help or the version is an action of its own, and no error even where something is missing.
            if (parsed.Errors.Count > 0 && parsed.Action is null or ParseErrorAction)
                throw new UsageException($"{WrongUsage(parsed)} See 'mlnetdeep {CommandOf(parsed)}--help'.");
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e)
        {
            Report(e, verbose);
            return e is UsageException ? ExitCode.WrongUsage : ExitCode.Failed;
        }
    }

    // Not a RootCommand, which would be called by the name of the assembly in every help text.
    private Command Root(CancellationToken cancel) => new(Name, "Train, compare and use deep networks as ML.NET models.")
    {
        SharedOptions.Verbose,
        new HelpOption(),
        new VersionOption(),
        TrainCommand.Create(terminal, cancel),
        FindLearningRateCommand.Create(terminal, cancel),
        EvaluateCommand.Create(terminal),
        PredictCommand.Create(terminal),
        EmbedCommand.Create(terminal),
        PretrainCommand.Create(terminal, cancel),
        SynthesizeCommand.Create(terminal, cancel),
        SampleCommand.Create(terminal),
        TaggerCommand.Create(terminal, cancel),
        NodesCommand.Create(terminal, cancel),
        ForecastCommand.Create(terminal, cancel),
        GptCommand.Create(terminal, cancel),
        GenerateCommand.Create(terminal, cancel),
        CompareCommand.Create(terminal, cancel),
        AutoCommand.Create(terminal, cancel),
        SweepCommand.Create(terminal, cancel),
        WorkerCommand.Create(terminal, cancel),
        DescribeCommand.Create(terminal),
        ListCommand.Create(terminal),
        DevicesCommand.Create(terminal),
        InfoCommand.Create(terminal),
    };

    private void Report(Exception e, bool verbose)
    {
        terminal.Error.WriteLine($"mlnetdeep: {Wording.Of(OneLine(Readable(e).Message))}");
        if (verbose)
            terminal.Error.WriteLine(e);
    }

    /// <summary>What went wrong, without the wrappers that say only that something did.</summary>
    private static Exception Readable(Exception e) =>
        (e is AggregateException or TargetInvocationException or TypeInitializationException
            || e.Message.StartsWith(ReadingThread, StringComparison.Ordinal))
        && e.InnerException is { } inner ? Readable(inner) : e;

    /// <summary>A word that is none says more than what is missing because of it.</summary>
    private static string WrongUsage(ParseResult parsed) =>
        parsed.UnmatchedTokens is [var unknown, ..] ? $"Unknown command, option or value '{unknown}'." : OneLine(string.Join(" ", parsed.Errors.Select(e => e.Message)));

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string CommandOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Name is Name ? "" : parsed.CommandResult.Command.Name + " ";
}
