using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using MLNetDeep.Common;
using MLNetDeep.Native;
using TorchSharp;

namespace MLNetDeep;

/// <summary>
/// Loading of libtorch. <c>mlContext.Deep()</c> does it; an application that uses TorchSharp before that calls <see cref="Load"/> first.
/// </summary>
public static class TorchLibrary
{
    private const string Name = "LibTorchSharp", File = "libLibTorchSharp.so";
    private static readonly string Platform = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    // What it needs, lowest first: a copy in another folder does not find them by itself.
    private static readonly string[] Needed = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];
    private static readonly Lazy<DllNotFoundException?> Fault = new(Check);
    private static readonly Lazy<nint> Mended = new(LoadMended);

    /// <summary>
    /// Loads libtorch, also on Linux systems whose libstdc++ is older than the one that TorchSharp's library was made for (Debian 12,
    /// Ubuntu 22.04, RHEL 9): a copy of that library which does without is then kept in ~/.cache/mlnetdeep/native.
    /// </summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message says why and what helps.</exception>
    public static void Load()
    {
        if (Fault.Value is { } fault) throw fault;
    }

    /// <summary>
    /// The tensors that are alive, those of networks and of data alike, to find leaks by: after a fit or a score and a garbage collection there are as many
    /// as before. It is TorchSharp's own count less one for each parameter of networks made here, which TorchSharp counts twice.
    /// </summary>
    public static long LiveTensors => ParameterCount.LiveTensors;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "TorchSharp loads its library in a static constructor: whoever names it first must find this installed.")]
    internal static void Install()
    {
        if (OperatingSystem.IsLinux()) AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
    }

    /// <summary>The message for a system where neither the library nor a copy of it loads.</summary>
    internal static string Explain(string reason, string copying) =>
        $"TorchSharp's native library cannot be loaded: {reason.Trim()} It asks for {OlderLibstdcxx.Version} of libstdc++ (GCC 13), which Debian 13, Ubuntu 24.04, "
        + $"Fedora 38 and RHEL 10 have; a copy that does without could not be used: {copying.Trim()} Make that folder writable (XDG_CACHE_HOME names another), or install a newer libstdc++6.";

    // Raised when the ordinary search has failed.
    private static nint Resolve(Assembly assembly, string name)
    {
        if (name is not (Name or File) || assembly.GetName().Name != typeof(torch).Assembly.GetName().Name) return 0;
        try
        {
            return Mended.Value;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or DllNotFoundException)
        {
            return 0; // Load says so; whoever uses TorchSharp without it gets TorchSharp's own words
        }
    }

    // Elsewhere, and where the file is missing, TorchSharp's own message says what to reference.
    private static DllNotFoundException? Check()
    {
        if (!OperatingSystem.IsLinux() || FindOriginal() is not { } original) return null;
        try
        {
            OpenMpThreads.Load(() => NativeLibrary.Load(original));
            return null;
        }
        catch (DllNotFoundException e)
        {
            try
            {
                return Mended.Value == 0 ? new DllNotFoundException(e.Message, e) : null;
            }
            catch (Exception copying) when (copying is IOException or UnauthorizedAccessException or InvalidDataException or DllNotFoundException)
            {
                return new DllNotFoundException(Explain(e.Message, copying.Message), e);
            }
        }
    }

    private static nint LoadMended()
    {
        if (FindOriginal() is not { } original) return 0;
        OpenMpThreads.Load(() =>
        {
            foreach (var needed in Needed)
                if (Path.Combine(Path.GetDirectoryName(original)!, needed) is var path && Path.Exists(path)) NativeLibrary.Load(path);
        });
        return UserCache.OfUser("native").Load(File, OlderLibstdcxx.Mend(System.IO.File.ReadAllBytes(original)));
    }

    // Beside the application, below it in an application for several platforms, or in the package cache where the runtime looks.
    private static string? FindOriginal()
    {
        var searched = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] beside = [Path.GetDirectoryName(typeof(torch).Assembly.Location) ?? "", AppContext.BaseDirectory];
        return beside.Where(folder => folder != "").SelectMany(folder => new[] { folder, Path.Combine(folder, "runtimes", Platform, "native") })
            .Concat(searched)
            .Select(folder => Path.Combine(folder, File))
            .FirstOrDefault(Path.Exists);
    }
}
