using Spectre.Console;

namespace MLNetDeep.Cli.Output;

/// <summary>Where a command writes: results to one side, progress and errors to the other.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool interactive)
{
    // Tables in a file or a pipe have no edge to wrap at.
    private const int WidthOfFiles = 200;

    public static Terminal OfProcess() =>
        new(System.Console.Out, System.Console.Error, !System.Console.IsErrorRedirected && !System.Console.IsOutputRedirected);

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Whether a person watches: then progress may move, else it is plain lines.</summary>
    public bool Interactive { get; } = interactive;

    public void Write(Table table) => Console(Output).Write(table);

    public void WriteLine(string text) => Output.WriteLine(text);

    /// <summary>A word beside the results, which a pipe does not get.</summary>
    public void Say(string text) => Error.WriteLine(text);

    /// <summary>Spectre's view of a writer: with colours and movement only for a person.</summary>
    public IAnsiConsole Console(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = Interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = Interactive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!Interactive)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
