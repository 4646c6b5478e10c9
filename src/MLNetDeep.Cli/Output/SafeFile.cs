using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Output;

/// <summary>Files that are either whole or not there: written beside their place, then renamed.</summary>
internal static class SafeFile
{
    /// <summary>Fails now, rather than after an hour of training, when the file could not be written.</summary>
    public static void CheckWritable(string? path)
    {
        if (path is null)
            return;
        Guard(path, () =>
        {
            if (Directory.Exists(path))
                throw new IOException("it is a folder.");
            string probe = TemporaryNameFor(path);
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
        });
    }

    /// <summary>Lets <paramref name="write"/> write a temporary file, then gives it its name.</summary>
    public static void Write(string path, Action<string> write)
    {
        string temporary = TemporaryNameFor(path);
        try
        {
            Guard(path, () =>
            {
                write(temporary);
                File.Move(temporary, path, overwrite: true);
            });
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static string TemporaryNameFor(string path)
    {
        string full = Path.GetFullPath(path);
        return Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Environment.ProcessId}.tmp");
    }

    // Whoever wrote the file may have said already that it cannot be written, and of which: the reason is inside.
    private static Exception Reason(Exception e) => e.InnerException is IOException or UnauthorizedAccessException ? Reason(e.InnerException) : e;

    private static void Guard(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{path}' cannot be written: {Reason(e).Message}", e);
        }
    }
}
