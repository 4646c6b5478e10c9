using System.Text;
using System.Text.Unicode;

namespace MLNetDeep.Files.Reading;

/// <summary>In which encoding a text file is written.</summary>
internal static class TextEncoding
{
    /// <summary>The code page that is taken where text is not valid UTF-8.</summary>
    public const int Western = 1252;

    private const int HeadBytes = 4096;

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding that a user named.</summary>
    public static Encoding Named(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException e)
        {
            throw new TableFileException($"There is no encoding '{name}'. Known are utf-8, utf-16, utf-16BE, windows-1252, iso-8859-1 and those that .NET has by name.", e);
        }
    }

    /// <summary>By the byte order mark, by the zeros of UTF-16, by whether all of it is UTF-8; Windows-1252 otherwise, which every byte is valid in.</summary>
    /// <param name="file">The file.</param>
    /// <param name="otherwise">What is taken in place of Windows-1252; null for that.</param>
    public static Encoding Find(InputFile file, string? otherwise = null)
    {
        var head = file.Head(HeadBytes);
        if (head is [0xEF, 0xBB, 0xBF, ..]) return Encoding.UTF8;
        if (head is [0xFF, 0xFE, ..]) return Encoding.Unicode;
        if (head is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode;
        if (WithoutMark(head) is { } wide) return wide;
        return IsUtf8(file) ? Encoding.UTF8 : otherwise is null ? Encoding.GetEncoding(Western) : Named(otherwise);
    }

    // Letters of western scripts have a zero in every second byte.
    private static Encoding? WithoutMark(byte[] head)
    {
        if (head.Length < 4) return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            if (head[i] == 0) even++;
            if (head[i + 1] == 0) odd++;
        }
        var pairs = head.Length / 2;
        if (odd > pairs * 0.4 && even == 0) return Encoding.Unicode;
        return even > pairs * 0.4 && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    private static bool IsUtf8(InputFile file)
    {
        using var stream = file.Open();
        var (buffer, kept) = (new byte[1 << 16], 0);
        try
        {
            for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
            {
                var length = kept + read;
                var whole = length - Unfinished(buffer.AsSpan(0, length));
                if (!Utf8.IsValid(buffer.AsSpan(0, whole))) return false;
                kept = length - whole;
                buffer.AsSpan(whole, kept).CopyTo(buffer);
            }
        }
        catch (Exception e) when (InputFile.IsDamage(e))
        {
            throw file.Damaged(e);
        }
        return kept == 0;
    }

    // How many bytes at the end are the beginning of a character.
    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) == 0x80) continue;
            var size = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return size > back ? back : 0;
        }
        return 0;
    }
}
