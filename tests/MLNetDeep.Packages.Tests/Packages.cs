using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MLNetDeep.Packages.Tests;

/// <summary>The packages of this checkout, made once for all tests under a version of its own.</summary>
[TestClass]
public static class Packages
{
    private static readonly Lazy<string> Packed = new(Pack);

    // Of this checkout alone, since others may be tested on the same machine, and the same each time, so that only what has changed is packed again.
    public static string Version { get; } = $"0.1.0-test.checkout-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Repository.Root)).AsSpan(0, 4))}";

    /// <summary>The folder that they lie in.</summary>
    public static string Folder => Packed.Value;

    /// <summary>The platform of this machine, as packages call it.</summary>
    public static string Platform { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux") + $"-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    public static string Of(string name, string extension = "nupkg") => Path.Combine(Folder, $"{name}.{Version}.{extension}");

    /// <summary>The version of another package that this repository is built with.</summary>
    public static string VersionOf(string property) =>
        System.Xml.Linq.XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants(property).Single().Value;

    [AssemblyCleanup]
    public static void ForgetPackages()
    {
        if (Packed.IsValueCreated)
            RemoveFromCache();
    }

    private static string Pack()
    {
        // With the other tests these two minutes would be too many for every run.
        if (!new[] { "MLNETDEEP_PACKAGES", "MLNETDEEP_FULL" }.Any(name => Environment.GetEnvironmentVariable(name) == "1"))
            Assert.Inconclusive("Slow: set MLNETDEEP_PACKAGES=1 to pack, install and use the packages.");
        RemoveFromCache();
        string artifacts = Path.Combine(Repository.Root, "artifacts", "package-tests"), folder = Path.Combine(artifacts, "packages");
        // Without the commit in the assemblies, a commit that leaves the sources alone leaves the packages alone.
        Run.DotNet(Repository.Root, "pack", "MLNetDeep.slnx", "-c", "Release", "-v", "q", $"-p:Version={Version}", "-p:IncludeSourceRevisionInInformationalVersion=false",
            $"-p:ArtifactsPath={artifacts}", "-o", folder).ShouldSucceed();
        return folder;
    }

    // An application unpacks packages into the user's cache, and would take them from there the next time, whatever was packed since.
    private static void RemoveFromCache()
    {
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string package in new[] { "mlnetdeep", "mlnetdeep.runtime", "mlnetdeep.testing" }.Select(name => Path.Combine(cache, name)))
        {
            if (Path.Combine(package, Version) is var version && Directory.Exists(version))
                Directory.Delete(version, recursive: true);
            if (Directory.Exists(package) && !Directory.EnumerateFileSystemEntries(package).Any())
                Directory.Delete(package);
        }
    }
}
