using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>One image, with the name of the folder it lies in.</summary>
internal sealed class ImageRow
{
    public string Label { get; set; } = "";
    public string ImagePath { get; set; } = "";
}

/// <summary>The images of a folder.</summary>
/// <param name="Rows">In a settled order: the same folder gives the same rows everywhere.</param>
/// <param name="LeftOut">What else is in it, for a message; empty where there is nothing.</param>
internal sealed record ImageFolder(IReadOnlyList<ImageRow> Rows, string LeftOut)
{
    private const string Expected = "expected is a folder for each class, with its images directly inside";

    /// <summary>A folder with one folder of images for each class.</summary>
    public static ImageFolder OfClasses(string folder)
    {
        var left = new LeftOut();
        var walk = new FolderWalk(left);
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
            ? new ImageFolder(rows, left.ToString())
            : throw new CommandException($"'{folder}' {None(beside, deeper, left)}");
    }

    /// <summary>All images of a folder and of the folders in it, whatever these are called.</summary>
    public static ImageFolder OfAll(string folder)
    {
        var left = new LeftOut();
        ImageRow[] rows = [.. new FolderWalk(left).AllImages(folder).Select(path => new ImageRow { ImagePath = path })];
        return rows.Length > 0
            ? new ImageFolder(rows, left.ToString())
            : throw new CommandException($"'{folder}' has no images{Rest(left)}: {ImageFormats.Names} files are expected.");
    }

    private static string None(int beside, List<string> deeper, LeftOut left) => (beside, deeper) switch
    {
        (_, [string first, ..]) => $"has no images in its folders, but in folders inside these: if '{first}' has a folder for each class, give that one.",
        ( > 0, _) => $"has {beside} {(beside == 1 ? "image" : "images")} but no folders with images, so that they have no labels: {Expected}.",
        _ => $"has no images{Rest(left)}: {Expected} ({ImageFormats.Names}).",
    };

    private static string Rest(LeftOut left) => left.ToString() is { Length: > 0 } rest ? $", but {rest}" : "";
}
