namespace MLNetDeep.Runtime;

/// <summary>Formats by what files begin with, whatever their names say.</summary>
internal static class ImageSignature
{
    /// <summary>Whether bytes begin as an image of a format that is read.</summary>
    public static bool IsRead(ReadOnlySpan<byte> start) =>
        IsPng(start) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || start.StartsWith("GIF8"u8) || IsBmp(start) || IsWebP(start);

    /// <summary>Whether bytes begin as WebP.</summary>
    public static bool IsWebP(ReadOnlySpan<byte> start) => start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8);

    private static bool IsPng(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]);

    // "BM" alone may begin a text; a bitmap goes on with its length, two zeros and where its pixels begin.
    private static bool IsBmp(ReadOnlySpan<byte> start) =>
        start.Length >= 14 && start.StartsWith("BM"u8) && start[6..10].IndexOfAnyExcept((byte)0) < 0 && start[12] == 0 && start[13] == 0;
}
