using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MLNetDeep.Native;

/// <summary>Files made on this machine, such as native libraries: each in a folder of the user's, under a name that changes with the content.</summary>
/// <param name="folder">The folder, which is made when needed.</param>
internal sealed class UserCache(string folder)
{
    /// <summary>A folder of this user: in that of XDG_CACHE_HOME, else in ~/.cache.</summary>
    /// <param name="part">What it is for.</param>
    public static UserCache OfUser(string part)
    {
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(caches)) caches = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return new UserCache(Path.Combine(caches, "mlnetdeep", part));
    }

    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Loads a library from this folder or, where it cannot be written to, from one that only this process sees.</summary>
    /// <exception cref="DllNotFoundException">It does not load.</exception>
    public nint Load(string name, byte[] bytes)
    {
        try
        {
            return NativeLibrary.Load(Put(name, bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var own = Directory.CreateTempSubdirectory("mlnetdeep-").FullName;
            try
            {
                return NativeLibrary.Load(new UserCache(own).Put(name, bytes));
            }
            finally
            {
                // What is loaded stays loaded.
                Directory.Delete(own, recursive: true);
            }
        }
    }

    /// <summary>The file that holds these bytes. Written under another name and then moved: it is there whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public string Put(string name, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        var path = Path.Combine(Folder, $"{Path.GetFileNameWithoutExtension(name)}-{hash}{Path.GetExtension(name)}");
        // Compared rather than trusted: a file cut short by a full disk would end the process.
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return path;
        Directory.CreateDirectory(Folder);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        return path;
    }
}
