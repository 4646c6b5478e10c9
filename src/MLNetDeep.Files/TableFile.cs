using MLNetDeep.Files.Kinds;
using MLNetDeep.Files.Profiling;
using MLNetDeep.Files.Reading;

namespace MLNetDeep;

/// <summary>
/// A table in one file or several: delimited text, JSON lines or Parquet, plain, gzip or zstd. What its columns hold is found from all rows when it is opened. A file is read again
/// each time the rows are gone through: it must not change meanwhile.
/// </summary>
public sealed class TableFile
{
    private TableFile(string path, RecordSource source, IReadOnlyList<TableFileColumn> columns, long rows, TableLayout layout, IReadOnlyList<string> notes)
    {
        (Path, Source, Columns, Rows, Layout, Notes) = (path, source, columns, rows, layout, notes);
    }

    /// <summary>The path or pattern that was opened.</summary>
    public string Path { get; }

    /// <summary>The columns in the order of the first file.</summary>
    public IReadOnlyList<TableFileColumn> Columns { get; }

    /// <summary>How many rows there are.</summary>
    public long Rows { get; }

    /// <summary>What was found and is not plain to see, a sentence each: the separator, kinds of columns that are written unusually, words that count as missing, records left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>How the columns are read, to read other files alike.</summary>
    public TableLayout Layout { get; }

    internal RecordSource Source { get; }

    /// <summary>Opens a table and finds what its columns hold.</summary>
    /// <param name="path">A file, a pattern such as data/*.csv, or "-" for standard input.</param>
    /// <param name="options">What is known beforehand; null for nothing.</param>
    /// <exception cref="TableFileException">There is no such file, or it cannot be read as a table: the message says where and why.</exception>
    public static TableFile Open(string path, TableFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new TableFileOptions();
        var source = SourceFinder.Open(path, options, layout: null);
        CheckNames(path, source.Names, options);
        var profile = TableProfile.Of(source, options);
        var notes = new List<string>(source.Notes);
        TellFaults(path, profile.Faults, options, notes);
        if (profile.Rows == 0) throw new TableFileException($"'{path}' has {(source.HasHeader ? "a header and " : "")}no rows.");
        var finder = new KindFinder(options, Sign(profile, source), notes);
        var columns = Usefulness.Mark([.. profile.Columns.Select(finder.Find)], profile.Columns);
        if (options.SampleRows is { } sample && sample < profile.Rows) notes.Add($"The kinds of the columns were found from the first {sample} of {profile.Rows} rows.");
        return new TableFile(path, source, columns, profile.Rows, TableLayout.Of(columns, options, source), notes);
    }

    /// <summary>Opens a table that is read as another one was, by its names: columns in any order, others beside them.</summary>
    /// <param name="path">A file, a pattern, or "-" for standard input.</param>
    /// <param name="layout">How the other one was read.</param>
    /// <param name="options">The form of this file where it is known; kinds of columns and words for missing are those of the layout.</param>
    /// <exception cref="TableFileException">There is no such file, or it cannot be read as a table.</exception>
    public static TableFile Open(string path, TableLayout layout, TableFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(layout);
        options ??= new TableFileOptions();
        var source = SourceFinder.Open(path, options, layout);
        var notes = new List<string>(source.Notes);
        var check = LayoutCheck.Run(source, layout);
        TellFaults(path, check.Faults, options, notes);
        notes.AddRange(check.Notes);
        return new TableFile(path, source, check.Columns, check.Rows, layout, notes);
    }

    /// <summary>The column of that name.</summary>
    /// <exception cref="TableFileException">There is none; the message has the names that there are.</exception>
    public TableFileColumn Column(string name) => Columns.FirstOrDefault(c => c.Name == name) ?? throw new TableFileException($"'{Path}' has no column '{name}'. {NamesText()}");

    /// <summary>The names of the columns, as the end of an error message.</summary>
    internal string NamesText() => $"It has {string.Join(", ", Columns.Take(12).Select(c => c.Name))}{(Columns.Count > 12 ? $" and {Columns.Count - 12} more" : "")}.{(Source.HasHeader ? "" : " The first line was taken as a row: where it holds names, set HasHeader.")}{Source.EncodingHint}";

    private static void CheckNames(string path, IReadOnlyList<string> names, TableFileOptions options)
    {
        string[] unknown = [.. options.Kinds.Keys.Concat(options.DateFormats.Keys).Distinct().Except(names)];
        if (unknown.Length > 0) throw new TableFileException($"'{path}' has no column {string.Join(", ", unknown.Select(u => $"'{u}'"))}, whose kind is stated. It has {string.Join(", ", names.Take(12))}{(names.Count > 12 ? $" and {names.Count - 12} more" : "")}.");
    }

    private static void TellFaults(string path, RecordFaults faults, TableFileOptions options, List<string> notes)
    {
        if (faults.Headers > 0) notes.Add($"{Records(faults.Headers)} that {(faults.Headers == 1 ? "repeats" : "repeat")} the header {(faults.Headers == 1 ? "is" : "are")} skipped.");
        if (faults.Count == 0) return;
        if (!options.SkipBadRows) throw new TableFileException($"'{path}': {faults.Text}. To skip such records, set SkipBadRows.");
        notes.Add($"{Records(faults.Count)} skipped: {faults.Text}.");
    }

    private static string Records(long count) => count == 1 ? "1 record" : $"{count} records";

    // Where a file has numbers with a decimal comma beyond doubt, or its fields are separated by a semicolon, numbers that leave it open are read so too.
    private static DecimalSign Sign(TableProfile profile, RecordSource source)
    {
        var comma = profile.Columns.Count(c => c.Numbers.Comma > c.Numbers.Point);
        var point = profile.Columns.Count(c => c.Numbers.Point > c.Numbers.Comma);
        return comma > point || (comma == point && source.Separator == ';') ? DecimalSign.Comma : DecimalSign.Point;
    }
}
