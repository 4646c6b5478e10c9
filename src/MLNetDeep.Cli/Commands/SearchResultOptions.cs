using System.CommandLine;
using MLNetDeep.Cli.Search;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary>The options of what a search reads and writes beside the data.</summary>
internal sealed class SearchResultOptions
{
    private readonly Option<string?> _out = new("--out") { Description = "Model zip to write: of the best so far after each trial, of the result at the end.", HelpName = "F" };
    private readonly Option<string?> _report = new("--report") { Description = "HTML page to write, with charts.", HelpName = "F" };
    private readonly Option<string?> _test = new("--test") { Description = "Test set, which the search does not see.", HelpName = "F" };
    private readonly Option<string?> _validation = new("--validation") { Description = "Validation set for all trials; if not given, rows of --data are held out.", HelpName = "F" };
    private readonly Option<string?> _json = SharedOptions.Json();
    private readonly Option<int?> _seed = SharedOptions.Seed();

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _out, _report, _test, _validation, _seed, _json })
            command.Add(option);
    }

    /// <summary>What stands on the command line.</summary>
    public SearchRequest Read(ParseResult parsed, InputRequest input) => new(input)
    {
        CommandLine = $"mlnetdeep {string.Join(' ', parsed.Tokens.Select(t => CommandLine.Secrets.Hide(t.Value)).Select(t => t.AsSpan().IndexOfAny(" \"'*?<>&|;") < 0 ? t : $"'{t}'"))}",
        Out = parsed.GetValue(_out),
        Report = parsed.GetValue(_report),
        Test = parsed.GetValue(_test),
        Validation = parsed.GetValue(_validation),
        Seed = parsed.GetValue(_seed) ?? 1,
        Json = parsed.GetValue(_json),
    };
}
