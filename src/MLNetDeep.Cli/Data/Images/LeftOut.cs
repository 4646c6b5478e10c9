namespace MLNetDeep.Cli.Data;

/// <summary>What a folder holds beside the images that are taken, counted, so that nothing goes missing without a word.</summary>
/// <param name="kind">What is taken.</param>
internal sealed class LeftOut(FileKind kind)
{
    private const int Named = 3;

    private readonly List<string> _hidden = [];
    private readonly SortedDictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _pictures = new(StringComparer.Ordinal);
    private readonly List<string> _empty = [];
    private int _beside, _deeper, _links;

    /// <summary>A file or folder whose name begins with a dot, or that is a system's own.</summary>
    public void Hidden(string path) => _hidden.Add(Path.GetFileName(path));

    /// <summary>A file that is no image.</summary>
    public void Other(string path)
    {
        SortedDictionary<string, int> counts = kind.IsOther(path) ? _pictures : _others;
        string extension = Path.GetExtension(path).ToLowerInvariant();
        counts[extension] = counts.GetValueOrDefault(extension) + 1;
    }

    /// <summary>Images that lie beside the folders of the classes.</summary>
    public void Beside(int images) => _beside += images;

    /// <summary>Images in folders within the folder of a class.</summary>
    public void Deeper(int images) => _deeper += images;

    /// <summary>A link to a folder, which may lead back to where it lies.</summary>
    public void Link() => _links++;

    /// <summary>A folder without a single image.</summary>
    public void Empty(string folder) => _empty.Add(Path.GetFileName(folder));

    /// <summary>The whole of it, for the end of a sentence; empty where there is nothing.</summary>
    public override string ToString() => string.Join("; ", Parts());

    private IEnumerable<string> Parts()
    {
        if (_hidden.Count > 0)
            yield return $"{Count(_hidden.Count, "hidden file or folder", "hidden files and folders")} ({Names(_hidden)})";
        foreach ((string extension, int count) in _pictures)
            yield return $"{Count(count, $"{extension} file", $"{extension} files")} ({kind.Names} are read)";
        if (_others.Count > 0)
            yield return $"{Count(_others.Values.Sum(), "other file", "other files")} ({Names([.. _others.Keys.Select(e => e.Length > 0 ? e : "no extension")])})";
        if (_beside > 0)
            yield return $"{Count(_beside, kind.One, kind.Many)} outside the folders of the classes";
        if (_deeper > 0)
            yield return $"{Count(_deeper, kind.One, kind.Many)} in folders inside a class's folder";
        if (_links > 0)
            yield return Count(_links, "link to a folder", "links to folders");
        if (_empty.Count > 0)
            yield return $"{Count(_empty.Count, "folder", "folders")} without {kind.Many} ({Names(_empty)})";
    }

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string Names(List<string> names)
    {
        string[] different = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return string.Join(", ", different.Take(Named)) + (different.Length > Named ? ", …" : "");
    }
}
