using System.Text.RegularExpressions;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.CommandLine;

/// <summary>Says what the libraries say in the words of the command line: their properties are options here.</summary>
internal static partial class Wording
{
    private static readonly Dictionary<string, string> _options = new()
    {
        ["Separator"] = "--separator",
        ["HasHeader"] = "--header yes",
        ["SkipBadRows"] = "--skip-bad",
        ["Kinds"] = "--kinds",
        ["DateFormats"] = "--kinds COL=date:FORMAT",
        ["DecimalSign"] = "--decimal",
        ["MissingWords"] = "--missing",
        ["DropDanglingEdges"] = "--drop-dangling",
        ["Encoding"] = "--encoding",
    };

    /// <summary>The text with options in place of properties.</summary>
    public static string Of(string text) => Properties().Replace(text.Replace(TableSource.NameOfKept(""), ""), match => _options.TryGetValue(match.Groups[2].Value, out string? option)
        ? $"{(match.Groups[1].Value == "S" ? "Give" : "give")} {option}"
        : match.Groups[3].Success ? $"{(match.Groups[1].Value == "S" ? "Give" : "give")} --set {match.Groups[2].Value}={match.Groups[3].Value}"
        : match.Value);

    [GeneratedRegex(@"\b([Ss])et ([A-Z]\w+)(?: to (\d+(?:\.\d+)?))?")]
    private static partial Regex Properties();
}
