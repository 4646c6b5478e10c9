using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Goes through a folder in a settled order, the same everywhere, and counts what it leaves out.</summary>
internal sealed class FolderWalk(LeftOut left, FileKind kind)
{
    // A folder that links to itself ends somewhere.
    private const int Deepest = 32;

    /// <summary>The images, or sounds, that lie in the folder itself.</summary>
    public List<string> Images(string folder)
    {
        var images = new List<string>();
        foreach (string file in Entries(() => Directory.EnumerateFiles(folder), folder))
        {
            if (ImageFormats.IsHidden(file))
                left.Hidden(file);
            else if (kind.IsRead(file))
                images.Add(Path.GetFullPath(file));
            else
                left.Other(file);
        }
        return images;
    }

    /// <summary>The folders in the folder.</summary>
    public List<string> Folders(string folder)
    {
        var folders = new List<string>();
        foreach (string path in Entries(() => Directory.EnumerateDirectories(folder), folder))
        {
            if (ImageFormats.IsHidden(path))
                left.Hidden(path);
            else
                folders.Add(path);
        }
        return folders;
    }

    /// <summary>The images in the folder and in all folders below it. Links to folders are followed from the folder itself only.</summary>
    public IEnumerable<string> AllImages(string folder, int depth = 0)
    {
        foreach (string image in Images(folder))
            yield return image;
        foreach (string inner in Folders(folder))
        {
            if (depth > Deepest || (depth > 0 && new DirectoryInfo(inner).LinkTarget is not null))
            {
                left.Link();
                continue;
            }
            foreach (string image in AllImages(inner, depth + 1))
                yield return image;
        }
    }

    private static string[] Entries(Func<IEnumerable<string>> list, string folder)
    {
        try
        {
            return [.. list().Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{folder}' cannot be read: {e.Message}", e);
        }
    }
}
