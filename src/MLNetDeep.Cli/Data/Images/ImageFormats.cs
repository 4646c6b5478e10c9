namespace MLNetDeep.Cli.Data;

/// <summary>Which files of a folder are images, by their names; what is in them is decided by their content.</summary>
internal static class ImageFormats
{
    /// <summary>The formats that are read, for messages.</summary>
    public const string Names = "PNG, JPEG, BMP, GIF and WebP";

    private static readonly HashSet<string> _read = Set(".png .jpg .jpeg .jpe .jfif .bmp .dib .gif .webp");
    private static readonly HashSet<string> _others = Set(
        ".tif .tiff .heic .heif .avif .jxl .jp2 .j2k .jpx .svg .ico .psd .tga .pcx .ppm .pgm .pbm .pnm .exr .hdr .raw .dng .cr2 .cr3 .nef .arw .orf .rw2 .dcm .eps .ai .xcf");

    // What systems leave behind without hiding it.
    private static readonly HashSet<string> _systemFolders = Set("__MACOSX @eaDir $RECYCLE.BIN lost+found");
    private static readonly HashSet<string> _systemFiles = Set("Thumbs.db ehthumbs.db desktop.ini");

    /// <summary>Whether a file is named as an image of a format that is read.</summary>
    public static bool IsRead(string path) => _read.Contains(Path.GetExtension(path));

    /// <summary>Whether a file is named as a picture of a format that is not read.</summary>
    public static bool IsOther(string path) => _others.Contains(Path.GetExtension(path));

    /// <summary>Whether a file or folder is hidden, or a system's own.</summary>
    public static bool IsHidden(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith('.') || _systemFolders.Contains(name) || _systemFiles.Contains(name);
    }

    /// <summary>Whether a file given by itself is a picture, by its name or by what it begins with: then it is no table.</summary>
    public static bool IsPicture(string file)
    {
        if (IsRead(file) || IsOther(file))
            return true;
        Span<byte> start = stackalloc byte[16];
        try
        {
            using FileStream stream = File.OpenRead(file);
            return BeginsAsPicture(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it says so.
            return false;
        }
    }

    // None of these can begin a text: "BM" could, so that a bitmap is told by the zeros that follow its length.
    private static bool BeginsAsPicture(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8) || (start.StartsWith("RIFF"u8) && IsWebP(start))
        || (start.StartsWith("BM"u8) && start.Length >= 14 && start[6..10].IndexOfAnyExcept((byte)0) < 0)
        || start.StartsWith((ReadOnlySpan<byte>)[(byte)'I', (byte)'I', 42, 0]) || start.StartsWith((ReadOnlySpan<byte>)[(byte)'M', (byte)'M', 0, 42]);

    private static bool IsWebP(ReadOnlySpan<byte> start) => start.Length >= 12 && start[8..].StartsWith("WEBP"u8);

    private static HashSet<string> Set(string names) => new(names.Split(' '), StringComparer.OrdinalIgnoreCase);
}
