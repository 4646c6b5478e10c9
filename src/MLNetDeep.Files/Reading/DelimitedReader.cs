using System.Text;
using CsvHelper;

namespace MLNetDeep.Files.Reading;

/// <summary>Reads delimited text by RFC 4180; a quote within a field is a character like any other.</summary>
internal sealed class DelimitedReader(IReadOnlyList<InputFile> files, DelimitedForm[] forms, RecordFaults? faults) : RecordReader
{
    private readonly FieldBuffer _fields = new(forms[0].Header.Count);
    private int[] _places = [];
    private CsvReader? _reader;
    private CsvMalformedRecord? _unclosed;
    private long _line;
    private int _file = -1;

    public override long Line => _line;

    public override string File => files.Count > 1 ? files[_file].Name : "";

    public override bool Read()
    {
        while (true)
        {
            if (_reader is null && !NextFile()) return false;
            if (!Advance())
            {
                Close();
                continue;
            }
            if (!IsRecord()) continue;
            _fields.Clear();
            return true;
        }
    }

    public override ReadOnlySpan<char> Field(int column) => _fields.Get(column, _reader!, _places[column]);

    public override void Dispose() => Close();

    private bool NextFile()
    {
        if (++_file >= files.Count) return false;
        var form = forms[_file];
        var first = forms[0].Header;
        // Columns may stand in another order in each file.
        _places = [.. first.Select((name, i) => (form.HasHeader && _file > 0 ? Place(form.Header, name, first.Take(i).Count(n => n == name)) : i) + (form.HasRowNames ? 1 : 0))];
        var options = Sample.Options(form.Separator, hasLineBreaks: true) with { SkipEmptyLines = form.Width > 1, OnMalformedRecord = record => _unclosed = record.Reason == CsvMalformedReason.UnterminatedQuote ? record : _unclosed };
        _reader = form.Encoding.CodePage == Encoding.UTF8.CodePage
            ? CsvReader.Create(files[_file].Open(), options, leaveOpen: false)
            : CsvReader.Create(new StreamReader(files[_file].Open(), form.Encoding), options, leaveOpen: false);
        for (var i = 0; i < form.Preamble + (form.HasHeader ? 1 : 0); i++) Advance();
        return true;
    }

    private static int Place(IReadOnlyList<string> header, string name, int earlier)
    {
        for (var i = 0; i < header.Count; i++)
            if (header[i] == name && earlier-- == 0) return i;
        throw new InvalidOperationException($"There is no column '{name}'.");
    }

    private bool Advance()
    {
        try
        {
            if (!_reader!.Read()) return false;
            _line = _reader.LineNumber;
        }
        catch (CsvFormatException e)
        {
            throw new TableFileException($"'{files[_file].Name}', line {e.LineNumber}: {e.Message}", e);
        }
        catch (Exception e) when (InputFile.IsDamage(e))
        {
            throw files[_file].Damaged(e);
        }
        if (_unclosed is { } record)
            throw new TableFileException($"'{files[_file].Name}', line {record.LineNumber}: a quote is opened that is never closed, so that the rest of the file would be one field.");
        return true;
    }

    private bool IsRecord()
    {
        var form = forms[_file];
        var width = form.Width;
        var count = _reader!.FieldCount;
        if (count == 1 && width > 1 && _reader.GetSpan(0).Trim((byte)' ').IsEmpty)
        {
            faults?.AddBlank();
            return false;
        }
        if (form.EndsWithSeparator && count == width + 1) count--;
        while (count > width && _reader.GetSpan(count - 1).IsEmpty) count--;
        if (count != width) return Fault($"has {Fields(count)} where {width} are expected");
        if (HidesLines(width)) return Fault("opens a quote that is closed only some whole lines later");
        if (form.HasHeader && RepeatsHeader(form))
        {
            faults?.AddHeader();
            return false;
        }
        return true;
    }

    private static string Fields(int count) => count == 1 ? "1 field" : $"{count} fields";

    private bool Fault(string what)
    {
        faults?.Add(File, _line, what);
        return false;
    }

    private bool RepeatsHeader(DelimitedForm form)
    {
        if (form.HasRowNames || form.Header.Count < 2) return false;
        for (var i = 0; i < form.Header.Count; i++)
            if (_reader!.GetSpan(i) is var span && (span.Length < form.Header[i].Length || _reader.GetString(i) != form.Header[i])) return false;
        return true;
    }

    // A stray quote at the start of a field swallows lines up to the next one: they are as long as records are.
    private bool HidesLines(int width)
    {
        if (width < 3) return false;
        for (var i = 0; i < width; i++)
        {
            var span = _reader!.GetSpan(i);
            if (span.IndexOf((byte)'\n') is not (var end and >= 0)) continue;
            for (var rest = span[(end + 1)..]; rest.IndexOf((byte)'\n') is var next and > 0; rest = rest[(next + 1)..])
                if (rest[..next].Count((byte)forms[_file].Separator) >= width - 1) return true;
        }
        return false;
    }

    private void Close()
    {
        _reader?.Dispose();
        _reader = null;
    }
}
