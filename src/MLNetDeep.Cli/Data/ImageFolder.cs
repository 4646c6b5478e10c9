using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>One image of a folder, with the name of the folder it lies in.</summary>
internal sealed class ImageRow
{
    public string Label { get; set; } = "";
    public string ImagePath { get; set; } = "";
}

/// <summary>A folder with one folder of images for each class.</summary>
internal static class ImageFolder
{
    private static readonly HashSet<string> _extensions = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png" };

    /// <summary>All images in a settled order: the same folder gives the same rows everywhere.</summary>
    public static List<ImageRow> Read(string folder)
    {
        List<ImageRow> rows = [.. Directory.EnumerateDirectories(folder)
            .Order(StringComparer.Ordinal)
            .SelectMany(ImagesOf)];
        return rows.Count > 0
            ? rows
            : throw new CommandException($"'{folder}' has no images: expected folders named by class with .jpg or .png files inside.");
    }

    private static IEnumerable<ImageRow> ImagesOf(string classFolder)
    {
        string label = Path.GetFileName(classFolder);
        return Images(classFolder).Select(path => new ImageRow { Label = label, ImagePath = path });
    }

    private static IEnumerable<string> Images(string folder) =>
        Directory.EnumerateFiles(folder)
            .Where(path => _extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal)
            .Select(Path.GetFullPath);
}
