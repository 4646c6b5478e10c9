using Parquet;

namespace MLNetDeep.Files.Reading;

/// <summary>Reads Parquet files a row group at a time.</summary>
internal sealed class ParquetRecords(IReadOnlyList<InputFile> files, IReadOnlyList<string> names) : RecordReader
{
    private ParquetReader? _reader;
    private ParquetChunk[] _chunks = [];
    private int _file = -1;
    private int _group;
    private int _row = -1;
    private int _rows;
    private long _line;

    public override long Line => _line;

    public override string File => files.Count > 1 ? files[_file].Name : "";

    public override bool Read()
    {
        while (++_row >= _rows)
            if (!NextGroup()) return false;
        _line++;
        return true;
    }

    public override ReadOnlySpan<char> Field(int column) => _chunks[column].Text(_row);

    public override void Dispose() => Close();

    private bool NextGroup()
    {
        while (_reader is null || _group >= _reader.RowGroupCount)
        {
            Close();
            if (++_file >= files.Count) return false;
            _reader = ParquetSource.Guard(files[_file], () => ParquetSource.OpenReader(files[_file]));
            (_group, _line) = (0, 0);
        }
        _rows = ParquetSource.Guard(files[_file], ReadGroup);
        _row = -1;
        return true;
    }

    private async Task<int> ReadGroup()
    {
        using var group = _reader!.OpenRowGroupReader(_group++);
        var fields = ParquetSource.Fields(_reader.Schema).ToDictionary(f => f.Name);
        _chunks = new ParquetChunk[names.Count];
        for (var i = 0; i < names.Count; i++) _chunks[i] = await ParquetChunk.Read(group, fields[names[i]]).ConfigureAwait(false);
        return checked((int)group.RowCount);
    }

    private void Close()
    {
        _reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _reader = null;
        (_rows, _row) = (0, -1);
    }
}
