using System.Buffers.Binary;
using System.IO.Compression;

namespace MLNetDeep.Files.Reading;

/// <summary>Unpacks gzip and says where a file ends early: .NET's own stream takes a cut file for a shorter one, and its last rows would be lost without a word.</summary>
internal sealed class WholeGzipStream(FileStream file) : Stream
{
    private const int HeaderBytes = 10, TrailerBytes = 8;

    private readonly GZipStream _unpacked = new(file, CompressionMode.Decompress);
    private uint _length;
    private bool _isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = _unpacked.Read(buffer);
        _length = unchecked(_length + (uint)read);
        if (read == 0 && buffer.Length > 0) CheckEnd();
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }

    // A file ends with the length of what is packed, modulo 2 to the 32. Of several packed files one behind the other it is that of the last alone.
    private void CheckEnd()
    {
        if (_isChecked) return;
        _isChecked = true;
        Span<byte> trailer = stackalloc byte[4];
        using var whole = new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (whole.Length >= HeaderBytes + TrailerBytes)
        {
            whole.Position = whole.Length - trailer.Length;
            whole.ReadExactly(trailer);
            if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) == _length || HasSeveral(whole)) return;
        }
        throw new InvalidDataException("it ends early.");
    }

    private static bool HasSeveral(FileStream whole)
    {
        var (buffer, kept) = (new byte[1 << 16], 0);
        whole.Position = HeaderBytes;
        for (int read; (read = whole.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var bytes = buffer.AsSpan(0, kept + read);
            for (var i = 0; i + HeaderBytes <= bytes.Length; i++)
                if (IsHeader(bytes[i..])) return true;
            kept = Math.Min(HeaderBytes - 1, bytes.Length);
            bytes[^kept..].CopyTo(buffer);
        }
        return false;
    }

    // RFC 1952: magic bytes, deflate, flags, any time, the level, the system.
    private static bool IsHeader(ReadOnlySpan<byte> bytes) => bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8 && bytes[3] < 0x20 && bytes[8] is 0 or 2 or 4 && bytes[9] is < 14 or 255;
}
