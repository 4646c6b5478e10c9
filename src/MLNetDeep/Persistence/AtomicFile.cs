namespace MLNetDeep.Persistence;

/// <summary>
/// Files that are there whole or not at all: written beside their place under another name, then moved. A full disk or a
/// crash leaves what was there before.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="write">Writes to the path that it is given.</param>
    /// <param name="what">What it is, for the error.</param>
    public static void Write(string path, Action<string> write, string what = "model")
    {
        string place = Path.GetFullPath(path);
        string temporary = $"{place}.{Guid.NewGuid():N}.tmp";
        try
        {
            if (Directory.Exists(place))
                throw new IOException("it is a folder.");
            write(temporary);
            File.Move(temporary, place, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The {what} could not be written to '{path}': {e.Message}", e);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }
}
