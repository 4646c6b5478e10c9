using System.Text.Unicode;
using MLNetDeep.Files.Reading;

namespace MLNetDeep.GraphTasks;

/// <summary>The lines of a file one after the other, as bytes; the file is unpacked where its name ends in .gz.</summary>
internal sealed class GraphLines(string path) : IDisposable
{
    private readonly Stream _stream = IsPacked(path) ? new WholeGzipStream(File.OpenRead(path)) : File.OpenRead(path);
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isEnded;

    /// <summary>Whether a file of this name is packed by gzip.</summary>
    public static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number of the line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line, until the next one is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    public bool IsEmpty => Line.Span.Trim(" \t"u8).IsEmpty;

    public bool IsText => Utf8.IsValid(Line.Span);

    public bool MoveNext()
    {
        for (var searched = _start; ;)
        {
            var found = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (found >= 0) return Take(searched + found, next: searched + found + 1);
            if (_isEnded) return _end > _start && Take(_end, next: _end);
            searched = Fill();
        }
    }

    public void Dispose() => _stream.Dispose();

    private bool Take(int end, int next)
    {
        Line = _buffer.AsMemory(_start, end - _start);
        if (Number++ == 0 && Line.Span.StartsWith("\uFEFF"u8)) Line = Line[3..];
        if (Line.Span.EndsWith("\r"u8)) Line = Line[..^1];
        _start = next;
        return true;
    }

    // What is there of the line goes to the front; gives where the new bytes begin.
    private int Fill()
    {
        var kept = _end - _start;
        _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        if (kept == Array.MaxLength) throw new InvalidDataException($"'{path}', line {Number + 1}: it is longer than {Array.MaxLength} bytes.");
        if (kept == _buffer.Length) Array.Resize(ref _buffer, (int)Math.Min(2L * kept, Array.MaxLength));
        var read = Read(_buffer.AsSpan(kept));
        (_start, _end, _isEnded) = (0, kept + read, read == 0);
        return kept;
    }

    private int Read(Span<byte> bytes)
    {
        try
        {
            return _stream.Read(bytes);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}' cannot be unpacked by gzip: {e.Message}", e);
        }
    }
}
