namespace MLNetDeep.AutoML;

/// <summary>A store in a temporary file, which several processes can open; gone with the sweep.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetdeep-sweep");

    /// <summary>Where it is.</summary>
    public string Location => Path.Combine(_folder.FullName, "sweep.db");

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        // A process that was just killed may hold it for a moment on Windows; the system empties its temporary folder.
        catch (IOException)
        {
        }
    }
}
