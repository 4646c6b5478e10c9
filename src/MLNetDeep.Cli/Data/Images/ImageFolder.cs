using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>One image or sound, with the name of the folder it lies in.</summary>
internal sealed class ImageRow
{
    public string Label { get; set; } = "";
    public string ImagePath { get; set; } = "";
}

/// <summary>The images, or sounds, of a folder.</summary>
/// <param name="Rows">In a settled order: the same folder gives the same rows everywhere.</param>
/// <param name="Kind">Whether they are images or sounds.</param>
/// <param name="LeftOut">What else is in it, for a message; empty where there is nothing.</param>
internal sealed record ImageFolder(IReadOnlyList<ImageRow> Rows, FileKind Kind, string LeftOut)
{
    private static string Expected(FileKind kind) => $"expected is a folder for each class, with its {kind.Many} directly inside";

    /// <summary>A folder with one folder of images for each class.</summary>
    public static ImageFolder OfClasses(string folder)
    {
        FileKind kind = FileKind.Of(folder);
        var left = new LeftOut(kind);
        var walk = new FolderWalk(left, kind);
        int beside = walk.Images(folder).Count;
        var rows = new List<ImageRow>();
        var deeper = new List<string>();
        foreach (string inner in walk.Folders(folder))
        {
            List<string> images = walk.Images(inner);
            rows.AddRange(images.Select(path => new ImageRow { Label = Path.GetFileName(inner), ImagePath = path }));
            string[] below = [.. walk.Folders(inner).SelectMany(f => walk.AllImages(f, depth: 1))];
            if (images.Count == 0 && below.Length == 0)
                left.Empty(inner);
            if (images.Count == 0 && below.Length > 0)
                deeper.Add(inner);
            left.Deeper(below.Length);
        }
        left.Beside(beside);
        return rows.Count > 0
            ? new ImageFolder(rows, kind, left.ToString())
            : throw new CommandException($"'{folder}' {None(kind, beside, deeper, left)}");
    }

    /// <summary>All images of a folder and of the folders in it, whatever these are called.</summary>
    public static ImageFolder OfAll(string folder)
    {
        FileKind kind = FileKind.OfAll(folder);
        var left = new LeftOut(kind);
        ImageRow[] rows = [.. new FolderWalk(left, kind).AllImages(folder).Select(path => new ImageRow { ImagePath = path })];
        return rows.Length > 0
            ? new ImageFolder(rows, kind, left.ToString())
            : throw new CommandException($"'{folder}' has no images{Rest(left)}: {ImageFormats.Names} files are expected.");
    }

    private static string None(FileKind kind, int beside, List<string> deeper, LeftOut left) => (beside, deeper) switch
    {
        (_, [string first, ..]) => $"has no {kind.Many} in its folders, but in folders inside these: if '{first}' has a folder for each class, give that one.",
        ( > 0, _) => $"has {beside} {(beside == 1 ? kind.One : kind.Many)} but no folders with {kind.Many}, so that they have no labels: {Expected(kind)}.",
        _ => $"has no images{Rest(left)}: {Expected(kind)} ({kind.Names}).",
    };

    private static string Rest(LeftOut left) => left.ToString() is { Length: > 0 } rest ? $", but {rest}" : "";
}
