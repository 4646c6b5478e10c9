using CsvHelper;

namespace MLNetDeep.Files.Reading;

/// <summary>The fields of one record as characters, each decoded when it is first asked for.</summary>
internal sealed class FieldBuffer(int columns)
{
    private readonly int[] _starts = new int[columns];
    private readonly int[] _lengths = [.. Enumerable.Repeat(-1, columns)];
    private char[] _characters = new char[1024];
    private int _used;

    public void Clear()
    {
        Array.Fill(_lengths, -1);
        _used = 0;
    }

    public ReadOnlySpan<char> Get(int column, CsvReader reader, int place)
    {
        if (_lengths[column] < 0) Decode(column, reader, place);
        return _characters.AsSpan(_starts[column], _lengths[column]);
    }

    private void Decode(int column, CsvReader reader, int place)
    {
        // A byte is one character at most.
        var most = reader.GetRawSpan(place).Length;
        if (_used + most > _characters.Length) Array.Resize(ref _characters, Math.Max(2 * _characters.Length, _used + most));
        _starts[column] = _used;
        _lengths[column] = reader.GetChars(place, _characters.AsSpan(_used));
        _used += _lengths[column];
    }
}
