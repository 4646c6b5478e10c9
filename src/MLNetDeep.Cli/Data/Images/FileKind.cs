using MLNetDeep.Runtime;

namespace MLNetDeep.Cli.Data;

/// <summary>What the files of a folder are: images or sounds.</summary>
/// <param name="InputKind">The key of the kind of input that networks take.</param>
/// <param name="One">One of them, in words.</param>
/// <param name="Many">Several, in words.</param>
/// <param name="Names">The formats that are read, for messages.</param>
/// <param name="Column">The column with their paths.</param>
internal sealed record FileKind(string InputKind, string One, string Many, string Names, string Column)
{
    private const string Wav = ".wav";

    /// <summary>Images.</summary>
    public static FileKind Images { get; } = new("image", "image", "images", ImageFormats.Names, nameof(ImageRow.ImagePath));

    /// <summary>Sounds.</summary>
    public static FileKind Sounds { get; } = new("sound", "sound", "sounds", "WAV", "SoundPath");

    /// <summary>What a folder holds: sounds where it, or a folder in it, has WAV files and no images; else images.</summary>
    public static FileKind Of(string folder)
    {
        bool HasAny(FileKind kind) => Directories(folder).SelectMany(Files).Any(file => kind.IsRead(file) && !ImageFormats.IsHidden(file));
        return HasAny(Sounds) && !HasAny(Images) ? Sounds : Images;
    }

    /// <summary>What a folder and all folders below it hold.</summary>
    public static FileKind OfAll(string folder) => new FolderWalk(new LeftOut(Images), Images).AllImages(folder).Any() || !new FolderWalk(new LeftOut(Sounds), Sounds).AllImages(folder).Any() ? Images : Sounds;

    /// <summary>What a file is, by its name.</summary>
    public static FileKind? OfFile(string file) => Sounds.IsRead(file) ? Sounds : ImageFormats.IsPicture(file) ? Images : null;

    /// <summary>Whether a file is named as one of these.</summary>
    public bool IsRead(string path) => this == Images ? ImageFormats.IsRead(path) : Path.GetExtension(path).Equals(Wav, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file is named as one of these in a format that is not read.</summary>
    public bool IsOther(string path) => this == Images && ImageFormats.IsOther(path);

    /// <summary>Why a file cannot be used; null where it can.</summary>
    /// <param name="path">The file.</param>
    /// <param name="needsGrey">Of images, whether the model takes grayscale ones alone.</param>
    public string? FindFault(string path, bool needsGrey) => this == Images ? ImagePixels.FindFault(path, needsGrey) : SoundFiles.FindFault(path);

    private static IEnumerable<string> Directories(string folder) => Entries(() => Directory.EnumerateDirectories(folder)).Prepend(folder);

    private static IEnumerable<string> Files(string folder) => Entries(() => Directory.EnumerateFiles(folder));

    // What cannot be listed is told where it is read.
    private static string[] Entries(Func<IEnumerable<string>> list)
    {
        try
        {
            return [.. list()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
