using System.Text.Json;

namespace MLNetDeep.Files.Reading;

/// <summary>A table of one JSON object a line. Columns are the names of all objects in the order in which they first come; objects and lists within are kept as JSON text.</summary>
internal sealed class JsonLinesSource : RecordSource
{
    private readonly IReadOnlyList<InputFile> _files;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    public JsonLinesSource(IReadOnlyList<InputFile> files)
    {
        _files = files;
        using (var reader = new JsonLinesReader(files, _places, new RecordFaults(), isLearning: true))
            while (reader.Read())
            {
            }
        Names = ColumnNames.Distinct([.. _places.Keys], _notes);
        if (Names.Count == 0) throw new TableFileException($"'{files[0].Name}' has no line with a JSON object: one object with values a line is expected.");
    }

    public override IReadOnlyList<string> Names { get; }

    public override IReadOnlyList<string> Notes => _notes;

    public override RecordReader Open(RecordFaults? faults) => new JsonLinesReader(_files, _places, faults, isLearning: false);
}

/// <summary>Reads one JSON object a line.</summary>
internal sealed class JsonLinesReader(IReadOnlyList<InputFile> files, Dictionary<string, int> places, RecordFaults? faults, bool isLearning) : RecordReader
{
    private string?[] _values = new string?[places.Count];
    private StreamReader? _reader;
    private int _file = -1;
    private long _line;

    public override long Line => _line;

    public override string File => files.Count > 1 ? files[_file].Name : "";

    public override bool Read()
    {
        while (NextLine() is { } text)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            Array.Clear(_values);
            if (Take(text)) return true;
        }
        return false;
    }

    public override ReadOnlySpan<char> Field(int column) => _values[column];

    public override void Dispose() => _reader?.Dispose();

    private string? NextLine()
    {
        while (true)
        {
            if (_reader is null)
            {
                if (++_file >= files.Count) return null;
                (_reader, _line) = (new StreamReader(files[_file].Open()), 0);
            }
            try
            {
                if (_reader.ReadLine() is { } text)
                {
                    _line++;
                    return text;
                }
            }
            catch (Exception e) when (InputFile.IsDamage(e))
            {
                throw files[_file].Damaged(e);
            }
            _reader.Dispose();
            _reader = null;
        }
    }

    private bool Take(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return Fault($"holds {document.RootElement.ValueKind} where an object is expected");
            foreach (var member in document.RootElement.EnumerateObject()) Put(member);
            return true;
        }
        catch (JsonException e)
        {
            return Fault($"is no JSON: {e.Message}");
        }
    }

    private void Put(JsonProperty member)
    {
        if (!places.TryGetValue(member.Name, out var place))
        {
            if (!isLearning) return;
            places[member.Name] = place = places.Count;
            Array.Resize(ref _values, places.Count);
        }
        _values[place] = member.Value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => member.Value.GetString(),
            _ => member.Value.GetRawText(),
        };
    }

    private bool Fault(string what)
    {
        faults?.Add(File, _line, what);
        return false;
    }
}
