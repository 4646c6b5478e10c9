namespace Compat.Tests.Golden;

/// <summary>A folder for the files of one case.</summary>
internal sealed class Scratch : IDisposable
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "mlnetdeep-golden-" + Environment.ProcessId);
    private static int _count;

    public Scratch() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Root, Interlocked.Increment(ref _count).ToString());

    public string this[string name] => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>The recordings cut paths to the file name.</summary>
    public static string CutPaths(string message) => message.Contains(Root)
        ? System.Text.RegularExpressions.Regex.Replace(message, System.Text.RegularExpressions.Regex.Escape(Root) + @"/\d+/", "")
        : message;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
