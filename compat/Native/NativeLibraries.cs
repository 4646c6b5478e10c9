using System.Reflection;
using System.Runtime.InteropServices;

namespace MLNetDeep.Compat.Native;

/// <summary>Finds the native libraries that the set-up puts in one folder, for every compat assembly that has some.</summary>
internal static class NativeLibraries
{
    private const string Variable = "MLNETDEEP_NATIVE";
    private static readonly string Subfolder = Path.Combine("artifacts", "native");

    /// <summary>Makes <c>DllImport</c>s of <paramref name="assembly"/> that name <paramref name="library"/> load
    /// <paramref name="file"/> from the native folder. Call it once an assembly, before the first import.</summary>
    public static void Register(Assembly assembly, string library, string file) =>
        NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == library ? Load(file) : 0);

    /// <summary>Loads a library by its file name; the message of the failure says what to do.</summary>
    public static IntPtr Load(string file)
    {
        var path = Find(file) ?? throw new DllNotFoundException(
            $"{file} was not found in ${Variable}, beside the application, or in an {Subfolder} folder above it. " +
            "Run ./build.sh setup once, or set the variable to the folder that holds it.");
        return NativeLibrary.Load(path);
    }

    /// <summary>The full path of a native file, or null.</summary>
    public static string? Find(string file) => Folders().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
            yield return folder;
        yield return AppContext.BaseDirectory;
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
            yield return Path.Combine(up.FullName, Subfolder);
    }
}
