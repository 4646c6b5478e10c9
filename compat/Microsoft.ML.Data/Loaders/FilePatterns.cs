namespace Microsoft.ML.Data;

/// <summary>Paths with wildcards: "data/*.tsv", "data/..." for all files below, "a.tsv+b.tsv".</summary>
internal static class FilePatterns
{
    public static IEnumerable<string> Expand(string path)
    {
        if (string.IsNullOrEmpty(path) || File.Exists(path))
            return [path];
        return path.Split('+', StringSplitOptions.RemoveEmptyEntries).SelectMany(ExpandOne);
    }

    private static IEnumerable<string> ExpandOne(string path)
    {
        if (File.Exists(path) || (!path.Contains('*') && !path.Contains('?') && !path.Contains("...")))
            return [path];
        string folder = Path.GetDirectoryName(path) ?? "";
        string pattern = Path.GetFileName(path);
        bool deep = pattern.StartsWith("...", StringComparison.Ordinal) || Path.GetFileName(folder) == "...";
        if (Path.GetFileName(folder) == "...")
            folder = Path.GetDirectoryName(folder) ?? "";
        if (pattern is "..." or "")
            pattern = "*";
        string start = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(start))
            return [path];
        string[] files = Directory.GetFiles(start, pattern, deep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly);
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : [path];
    }
}
