namespace MLNetDeep.Files.Reading;

/// <summary>A table in delimited text, in one file or several of the same form.</summary>
internal sealed class DelimitedSource : RecordSource
{
    private readonly IReadOnlyList<InputFile> _files;
    private readonly DelimitedForm[] _forms;
    private readonly List<string> _notes = [];

    public DelimitedSource(IReadOnlyList<InputFile> files, TableFileOptions options, TableLayout? layout)
    {
        _files = files;
        _forms = [.. files.Select(file => FormFinder.Find(file, options, layout))];
        var first = _forms[0];
        if (options.Separator is null && first.Width > 1 && layout is null) _notes.Add($"The fields are separated by {SeparatorFinder.NameOf(first.Separator)}{(first.Separator is ',' or '\t' ? "" : "; for another, set Separator")}.");
        if (options.Encoding is null && first.Encoding.CodePage != 65001) _notes.Add($"The text is {first.Encoding.WebName}.");
        if (options.Encoding is null && first.Encoding.CodePage == TextEncoding.Western) EncodingHint = $" The text is not UTF-8 and was read as {first.Encoding.WebName}: for another encoding, set Encoding.";
        if (first.Preamble > 0) _notes.Add($"The first {(first.Preamble == 1 ? "line does" : $"{first.Preamble} lines do")} not belong to the table and {(first.Preamble == 1 ? "is" : "are")} skipped.");
        if (!first.HasHeader && options.HasHeader is null && layout is null) _notes.Add("No header was found: the columns are called Column1, Column2, … Where the first line holds names, set HasHeader.");
        if (first.HasRowNames) _notes.Add("The header has one name fewer than the records have fields: the first field of each is taken as the row name and ignored.");
        Names = ColumnNames.Distinct(first.Header, _notes);
        for (var i = 1; i < files.Count; i++) CheckLike(files[i], _forms[i]);
    }

    public override IReadOnlyList<string> Names { get; }

    public override IReadOnlyList<string> Notes => _notes;

    public override char? Separator => _forms[0].Separator;

    public override string EncodingHint { get; } = "";

    public override bool HasHeader => _forms[0].HasHeader;

    public override RecordReader Open(RecordFaults? faults) => new DelimitedReader(_files, _forms, faults);

    private void CheckLike(InputFile file, DelimitedForm form)
    {
        var first = _forms[0];
        if (first.HasHeader != form.HasHeader || first.HasRowNames != form.HasRowNames || !first.Header.Order(StringComparer.Ordinal).SequenceEqual(form.Header.Order(StringComparer.Ordinal)))
            throw new TableFileException($"'{file.Name}' has other columns than '{_files[0].Name}': {Text(form)} instead of {Text(first)}.");
    }

    private static string Text(DelimitedForm form) => form.HasHeader ? string.Join(", ", form.Header.Take(20)) + (form.Header.Count > 20 ? ", …" : "") : $"{form.Width} without a header";
}
