using MLNetDeep.Files.Profiling;

namespace MLNetDeep.Files.Kinds;

/// <summary>Decides what a column holds, and says what is not plain to see.</summary>
/// <param name="options">What is stated.</param>
/// <param name="sign">The decimal sign where a column leaves it open.</param>
/// <param name="notes">Told what was found.</param>
internal sealed class KindFinder(TableFileOptions options, DecimalSign sign, List<string> notes)
{
    // A table needs so many rows before a column can be all different by more than chance.
    private const int LeastRowsOfId = 20;

    // Numbers with so small a share of other words are numbers, and the words missing, where the numbers are too many for categories.
    private const double MostOthers = 0.05;
    private const int MostCategories = 100;
    private const int MostOtherWords = 5;
    private const int MostExamples = 5;

    public TableFileColumn Find(ColumnProfile profile)
    {
        ColumnKind? stated = options.Kinds.TryGetValue(profile.Name, out var kind) ? kind : null;
        var column = stated switch
        {
            ColumnKind.Number => Number(profile, isStated: true),
            ColumnKind.Date => Date(profile, isStated: true),
            { } other => new TableFileColumn { Name = profile.Name, Kind = other },
            null => Unstated(profile),
        };
        if (column.Kind is (ColumnKind.Number or ColumnKind.Date or ColumnKind.Flag) && profile.Words.Count > 0 && profile.Values > 0) TellWords(profile);
        var isWord = column.Kind is (ColumnKind.Category or ColumnKind.Text or ColumnKind.Id) && options.MissingWords is null;
        var missing = profile.Empty + (isWord ? 0 : profile.Words.Values.Sum(w => w.Count));
        // 0 and 0.0 are one number.
        var distinct = column.Kind == ColumnKind.Number && !profile.HasMany
            ? profile.Counts.Keys.Select(text => column.NumberFormat.TryParse(text, out var value) ? value : double.NaN).Where(value => !double.IsNaN(value)).Distinct().Count()
            : profile.Counts.Count + (isWord ? profile.Words.Count : 0);
        return column with
        {
            Missing = missing,
            Distinct = profile.HasMany ? null : distinct,
            Examples = [.. profile.Counts.OrderByDescending(c => c.Value).Take(MostExamples).Select(c => Short(c.Key))],
            IsWhole = column.Kind == ColumnKind.Number && profile.Numbers.AreWhole && profile.Values > 0,
            IsBinary = column.Kind == ColumnKind.Number && profile.Counts.Count <= 2 && profile.Numbers is { AreWhole: true, Least: >= 0, Most: <= 1 },
        };
    }

    private TableFileColumn Unstated(ColumnProfile profile)
    {
        var (numbers, values) = (profile.Numbers, profile.Values);
        if (values == 0) return new TableFileColumn { Name = profile.Name, Kind = profile.Words.Count > 0 ? ColumnKind.Category : ColumnKind.Number };
        if (numbers.LeadingZero is { } zero)
        {
            notes.Add($"Column '{profile.Name}' holds codes with leading zeros, such as {zero}: it is a category. Where it is a number, set Kinds.");
            return Category(profile);
        }
        if (IsDate(profile)) return Date(profile, isStated: false);
        var most = Math.Max(numbers.Point, numbers.Comma);
        if (most == values) return Number(profile, isStated: false);
        return most > values / 2 || numbers.Others == 0 ? Mixed(profile, most) : Word(profile);
    }

    private static bool IsDate(ColumnProfile profile) =>
        profile.Dates.Formats.Count > 0 || (UnixOf(profile) is not null && HasTimeName(profile.Name));

    private static string? UnixOf(ColumnProfile profile) =>
        profile.Numbers is { AreWhole: true } numbers && numbers.Plain == profile.Values ? DateFormat.Unix(numbers.Least, numbers.Most) : null;

    private static bool HasTimeName(string name) => name.Equals("ts", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_ts", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_at", StringComparison.OrdinalIgnoreCase) || new[] { "time", "date", "stamp", "epoch", "unix", "seconds" }.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));

    private TableFileColumn Date(ColumnProfile profile, bool isStated)
    {
        var name = profile.Name;
        var format = options.DateFormats.TryGetValue(name, out var given) ? given
            : profile.Dates.Formats.Count > 0 ? profile.Dates.Formats[0]
            : UnixOf(profile) ?? (isStated && profile.Numbers.Least >= 0 && profile.Numbers.Plain == profile.Values ? DateFormat.UnixSeconds : null)
            ?? throw new TableFileException($"Column '{name}' is stated to hold dates, but its values are written in no form that is known, or in several: '{profile.Dates.First}' is the first. Set DateFormats to the form, such as yyyy-MM-dd HH:mm.");
        if (format is DateFormat.UnixSeconds or DateFormat.UnixMilliseconds) notes.Add($"Column '{name}' holds {(format == DateFormat.UnixSeconds ? "seconds" : "milliseconds")} since 1970: it is a date.");
        else if (given is null && profile.Dates.Formats.Count > 1 && Differs(profile)) notes.Add($"Column '{name}' holds dates that can be read in several ways: '{profile.Dates.First}' is read as {format}, and could be {string.Join(", ", profile.Dates.Formats.Skip(1))}: then set DateFormats.");
        return new TableFileColumn { Name = name, Kind = ColumnKind.Date, DateFormat = format };
    }

    private static bool Differs(ColumnProfile profile) => profile.Dates.Formats.Select(f => profile.Counts.Keys.Take(200).Select(v => DateFormat.TryParse(f, v, out var d) ? d : default).Aggregate(0L, (sum, d) => unchecked(sum * 31 + d.Ticks))).Distinct().Count() > 1;

    private TableFileColumn Number(ColumnProfile profile, bool isStated)
    {
        var numbers = profile.Numbers;
        var chosen = options.DecimalSign ?? (numbers.Comma > numbers.Point ? DecimalSign.Comma : numbers.Point > numbers.Comma || numbers.Ambiguous == 0 ? DecimalSign.Point : sign);
        var isPlain = chosen == DecimalSign.Point && numbers.Plain == profile.Values - numbers.Others;
        if (!isPlain && numbers.FirstDecorated is { } example) Tell(profile, chosen, example, numbers.Ambiguous == profile.Values - numbers.Others || numbers.Point == numbers.Comma);
        else if (isPlain && numbers.Ambiguous > 0 && numbers.Ambiguous == profile.Values && options.DecimalSign is null && !numbers.AreWhole && numbers.FirstAmbiguous is { } point)
            notes.Add($"Column '{profile.Name}': {point} is read with a decimal point.");
        if (numbers.Percents > 0 && numbers.Percents < profile.Values - numbers.Others)
            notes.Add($"Column '{profile.Name}': {numbers.Percents} of {profile.Values - numbers.Others} numbers have a percent sign, which is dropped: 43% and 43 are the same, and 0.43 is not.");
        if (isStated || numbers.Others > 0) TellOthers(profile, chosen);
        return new TableFileColumn { Name = profile.Name, Kind = ColumnKind.Number, Sign = chosen, IsPlain = isPlain, NeedsDouble = NeedsDouble(numbers) };
    }

    private void Tell(ColumnProfile profile, DecimalSign chosen, string example, bool isOpen)
    {
        new NumberFormat(chosen, false).TryParse(example, out var value);
        var other = chosen == DecimalSign.Comma ? DecimalSign.Point : DecimalSign.Comma;
        var remark = isOpen && options.DecimalSign is null && new NumberFormat(other, false).TryParse(example, out var otherwise) && otherwise != value
            ? $"; with a decimal {other.ToString().ToLowerInvariant()} it would be {NumberText.Of(otherwise)}: then set DecimalSign" : "";
        var percent = example.Contains('%') ? ": the percent sign is dropped" : "";
        notes.Add($"Column '{profile.Name}' holds numbers: {example} is read as {NumberText.Of(value)}{percent}{remark}.");
    }

    private void TellWords(ColumnProfile profile)
    {
        var words = profile.Words.OrderBy(w => w.Value.Line).Select(w => w.Value.Count == 1 ? $"'{w.Key}'" : $"'{w.Key}' ({w.Value.Count} times)").ToArray();
        notes.Add($"Column '{profile.Name}': {string.Join(", ", words.Take(8))}{(words.Length > 8 ? ", …" : "")} {(words.Length == 1 ? "is" : "are")} treated as missing, first in line {profile.Words.Values.Min(w => w.Line)}{(options.MissingWords is null ? "; for other words, set MissingWords" : "")}.");
    }

    private void TellOthers(ColumnProfile profile, DecimalSign chosen)
    {
        var numbers = profile.Numbers;
        var count = profile.Values - (chosen == DecimalSign.Comma ? numbers.Comma : numbers.Point);
        if ((numbers.FirstOther ?? (chosen == DecimalSign.Comma ? numbers.FirstPointAlone : numbers.FirstCommaAlone)) is { } other && count > 0)
            notes.Add($"Column '{profile.Name}' is numeric, but line {other.Line} holds '{Short(other.Value)}': {(count == 1 ? "it is" : $"{count} such values are")} treated as missing.");
    }

    // Numbers and words: numbers with a few words for missing, or codes of which most are digits.
    private TableFileColumn Mixed(ColumnProfile profile, long most)
    {
        var numbers = profile.Numbers;
        var areMany = profile.HasMany || profile.Counts.Count > MostCategories;
        if (areMany && numbers.OtherWords <= MostOtherWords && numbers.Others <= profile.Values * MostOthers && profile.Values - numbers.Others > numbers.OtherWords)
            return Number(profile, isStated: false);
        if (numbers.FirstOther is not { } other)
        {
            var (point, comma) = (numbers.FirstPointAlone!.Value, numbers.FirstCommaAlone!.Value);
            notes.Add($"Column '{profile.Name}' holds numbers with a decimal point ('{Short(point.Value)}' in line {point.Line}) and with a decimal comma ('{Short(comma.Value)}' in line {comma.Line}): it is a category. Where it is a number and one of both is missing, set Kinds, and set DecimalSign.");
            return Category(profile);
        }
        notes.Add($"Column '{profile.Name}' holds {most} numbers, but line {other.Line} holds '{Short(other.Value)}': it is a category of {(profile.HasMany ? "many" : profile.Counts.Count)} values. Where it is a number and such values are missing, set Kinds.");
        return Category(profile);
    }

    private TableFileColumn Word(ColumnProfile profile)
    {
        if (options.MissingWords is null && profile.Counts.Count == 2 && FlagText.AreFlags([.. profile.Counts.Keys])) return new TableFileColumn { Name = profile.Name, Kind = ColumnKind.Flag };
        var areManyWords = profile.Spaces >= 3 * profile.Values;
        if (areManyWords && (profile.HasMany || profile.Counts.Count > Math.Max(20, profile.Values / 5)))
        {
            notes.Add($"Column '{profile.Name}' holds text. Where its values are categories, set Kinds.");
            return new TableFileColumn { Name = profile.Name, Kind = ColumnKind.Text };
        }
        if (profile.IsUnique && profile.Values >= LeastRowsOfId) return new TableFileColumn { Name = profile.Name, Kind = ColumnKind.Id };
        return Category(profile);
    }

    private static TableFileColumn Category(ColumnProfile profile) => new() { Name = profile.Name, Kind = ColumnKind.Category };

    // What differs by less than 32 bits can tell at that size.
    private static bool NeedsDouble(NumberTally numbers)
    {
        var largest = Math.Max(Math.Abs(numbers.Least), Math.Abs(numbers.Most));
        if (!double.IsFinite(largest) || largest < 1e-30) return false;
        if (largest > float.MaxValue) return true;
        var step = (double)MathF.BitIncrement((float)largest) - (float)largest;
        return numbers.AreWhole && step > 1 || numbers.Most - numbers.Least < 4096 * step && numbers.Most > numbers.Least;
    }

    internal static string Short(string value) => value.Length > 40 ? value[..40] + "…" : value;
}
