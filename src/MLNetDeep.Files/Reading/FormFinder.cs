namespace MLNetDeep.Files.Reading;

/// <summary>Finds the form of delimited text from its first records.</summary>
internal static class FormFinder
{
    // More lines than this before a table are no title.
    private const int LongestPreamble = 20;

    public static DelimitedForm Find(InputFile file, TableFileOptions options, TableLayout? layout)
    {
        var encoding = options.Encoding is { } named ? TextEncoding.Named(named) : TextEncoding.Find(file, layout?.Encoding);
        var text = Sample.Text(file, encoding);
        if (text.AsSpan().Trim().IsEmpty) throw new TableFileException($"'{file.Name}' is empty.");
        if (text.Contains('\0')) throw new TableFileException($"'{file.Name}' is no table: it holds bytes that are not text. Delimited text, JSON lines and Parquet are read, also packed by gzip or zstd.");
        var separator = options.Separator ?? SeparatorFinder.Find(text, layout);
        // The reader may take the hint itself, and give no record for it.
        var hint = SeparatorFinder.Hint(text) is not null && Sample.Records(text, separator).FirstOrDefault()?[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase) == true ? 1 : 0;
        string[][] records = [.. Sample.Records(text, separator).Skip(hint).Where(r => r.Length > 1 || r[0].Length > 0)];
        if (records.Length == 0) throw new TableFileException($"'{file.Name}' has no records.");
        var preamble = Preamble(records);
        records = records[preamble..];
        var (first, others) = (records[0], records[1..]);
        var width = others.Length == 0 ? first.Length : others.GroupBy(o => o.Length).MaxBy(g => g.Count())!.Key;
        var hasHeader = options.HasHeader ?? HeaderFinder.IsHeader(first, [.. others.Where(o => o.Length == width)], layout);
        if (!hasHeader) width = records.GroupBy(o => o.Length).MaxBy(g => g.Count())!.Key;
        return Header(file, new DelimitedForm(encoding, separator, preamble + hint, hasHeader, hasHeader ? first : ColumnNames.Numbered(width), width), others);
    }

    // Titles and remarks before the header have one field, where the table has several.
    private static int Preamble(string[][] records)
    {
        var width = records.GroupBy(r => r.Length).MaxBy(g => g.Count())!.Key;
        if (width == 1) return 0;
        var count = records.TakeWhile(r => r.Length == 1).Count();
        return count <= LongestPreamble && count < records.Length && records[count].Length == width ? count : 0;
    }

    private static DelimitedForm Header(InputFile file, DelimitedForm form, string[][] others)
    {
        if (!form.HasHeader || form.Header.Count == form.Width) return form;
        string[][] whole = [.. others.Where(o => o.Length == form.Width)];
        // Separators at the end of each record, but not of the header, or the other way round.
        if (form.Width == form.Header.Count + 1 && Array.TrueForAll(whole, o => o[^1].Length == 0)) return form with { Width = form.Width - 1, EndsWithSeparator = true };
        if (form.Width == form.Header.Count - 1 && form.Header[^1].Length == 0) return form with { Header = [.. form.Header.SkipLast(1)] };
        if (form.HasRowNames && whole.Select(o => o[0]).Distinct().Count() == whole.Length && whole.Length > 1) return form;
        throw new TableFileException($"The header of '{file.Name}' has {form.Header.Count} {(form.Header.Count == 1 ? "field" : "fields")}, but its records have {form.Width}: "
            + $"{string.Join(form.Separator, form.Header.Take(8))} above {string.Join(form.Separator, others[0].Take(8))}. A name for every column is expected.");
    }
}
