using System.CommandLine;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Commands;

/// <summary>The options that say how a table in files is written, where that is not found rightly.</summary>
internal sealed class FormOptions
{
    private static readonly Dictionary<string, char> _separators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tab"] = '\t',
        ["\\t"] = '\t',
        ["comma"] = ',',
        ["semicolon"] = ';',
        ["pipe"] = '|',
        ["space"] = ' ',
    };

    private readonly Option<string?> _separator = new("--separator")
    {
        Description = "Between the fields: one character, or tab, comma, semicolon, pipe, space. Inferred from the first lines if not given.",
        HelpName = "C",
    };
    private readonly Option<string?> _header = new("--header") { Description = "Whether the first line holds the names of the columns: yes or no. Inferred if not given.", HelpName = "yes|no" };
    private readonly Option<string?> _decimal = new("--decimal") { Description = "The decimal sign of numbers: point or comma. Inferred for each column if not given.", HelpName = "SIGN" };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "The encoding of text, such as utf-8, utf-16, windows-1252. Detected if not given.", HelpName = "NAME" };
    private readonly Option<string?> _missing = new("--missing")
    {
        Description = "Words that stand for a missing value in every column: \"NA,?,-\". If not given: the usual ones, in columns of numbers, flags and dates.",
        HelpName = "WORDS",
    };
    private readonly Option<string[]> _kinds = new("--kinds")
    {
        Description = "What columns hold: zip=category,when=date. Kinds are number, flag, category, date (or date:dd/MM/yyyy), text, id.",
        HelpName = "COL=KIND,…",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<long?> _sample = new("--sample") { Description = "Infer the kinds of columns from the first N rows instead of all.", HelpName = "N" };
    private readonly Option<bool> _skipBad = new("--skip-bad") { Description = "Skip records with too few or too many fields, and images that cannot be used, and list them. Without it they are an error." };

    /// <summary>Adds the options; those about kinds only where a model does not know them.</summary>
    public void AddTo(Command command, bool knowsKinds = false)
    {
        foreach (Option option in new Option[] { _separator, _header, _decimal, _encoding, _missing, _kinds, _sample, _skipBad })
        {
            if (!knowsKinds || (option != _missing && option != _kinds && option != _sample && option != _decimal))
                command.Add(option);
        }
    }

    /// <summary>What is stated.</summary>
    public TableFileOptions Read(ParseResult parsed)
    {
        var options = new TableFileOptions { Encoding = parsed.GetValue(_encoding), SkipBadRows = parsed.GetValue(_skipBad), Separator = Separator(parsed.GetValue(_separator)) };
        options.HasHeader = OneOf(parsed.GetValue(_header), "--header", ("yes", true), ("no", false));
        if (!parsed.CommandResult.Command.Options.Contains(_kinds))
            return options;
        options.DecimalSign = OneOf(parsed.GetValue(_decimal), "--decimal", ("point", DecimalSign.Point), ("comma", DecimalSign.Comma));
        options.MissingWords = parsed.GetValue(_missing)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        options.SampleRows = parsed.GetValue(_sample) is { } rows ? rows > 0 ? rows : throw new UsageException($"--sample must be at least 1, but was {rows}.") : null;
        Kinds(options, parsed.GetValue(_kinds) ?? []);
        return options;
    }

    private static char? Separator(string? text)
    {
        if (text is null)
            return null;
        if (_separators.TryGetValue(text, out char named))
            return named;
        return text.Length == 1 && text[0] is not ('"' or '\n' or '\r') && char.IsAscii(text[0])
            ? text[0]
            : throw new UsageException($"--separator must be one character or one of {string.Join(", ", _separators.Keys)}, but was '{text}'.");
    }

    private static T? OneOf<T>(string? text, string option, params (string Name, T Value)[] values)
        where T : struct
    {
        if (text is null)
            return null;
        foreach ((string name, T value) in values)
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        throw new UsageException($"{option} must be {string.Join(" or ", values.Select(v => v.Name))}, but was '{text}'.");
    }

    // A name may hold commas: a part without a kind belongs to the next one.
    private static IEnumerable<string> Assignments(string list)
    {
        string name = "";
        foreach (string part in list.Split(','))
        {
            name += part;
            if (name.Contains('='))
                yield return name.Trim();
            name = name.Contains('=') || name.Length == 0 ? "" : name + ",";
        }
        if (name.Trim().Length > 0)
            yield return name.TrimEnd(',').Trim();
    }

    private static void Kinds(TableFileOptions options, string[] texts)
    {
        var (kinds, dates) = (new Dictionary<string, ColumnKind>(), new Dictionary<string, string>());
        foreach (string text in texts.SelectMany(Assignments))
        {
            int equals = text.LastIndexOf('=');
            string kind = equals < 0 ? "" : text[(equals + 1)..];
            string name = equals < 0 ? text : text[..equals];
            if (kind.StartsWith("date:", StringComparison.OrdinalIgnoreCase))
                (kinds[name], dates[name]) = (ColumnKind.Date, kind["date:".Length..]);
            else if (equals > 0 && Enum.TryParse(kind, ignoreCase: true, out ColumnKind found) && !char.IsAsciiDigit(kind[0]))
                kinds[name] = found;
            else
                throw new UsageException($"--kinds wants COL=KIND, with {string.Join(", ", Enum.GetNames<ColumnKind>()).ToLowerInvariant()} or date:FORMAT, but was '{text}'.");
        }
        (options.Kinds, options.DateFormats) = (kinds, dates);
    }
}
