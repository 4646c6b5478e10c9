using System.Text.RegularExpressions;

namespace MLNetDeep.Packages.Tests;

/// <summary>A console application in a folder of its own outside the repository, as a user makes it: it knows the packages and nothing else of ours.</summary>
internal sealed partial class OutsideApplication : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetdeep-outside-").FullName;

    /// <param name="readme">Of which package the example is: its first block of C# becomes Program.cs.</param>
    /// <param name="statement">What the test wants besides, behind the example's statements.</param>
    /// <param name="source">A file of this project's folder Applications.</param>
    /// <param name="packages">What is referenced, each with its version.</param>
    public OutsideApplication(string readme, string statement, string source, params (string Name, string Version)[] packages)
    {
        Write("nuget.config", $"""<configuration><packageSources><add key="packages" value="{Packages.Folder}" /></packageSources></configuration>""");
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RuntimeIdentifier>{Packages.Platform}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(p => $"<PackageReference Include=\"{p.Name}\" Version=\"{p.Version}\" />"))}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", Insert(Block().Match(Repository.Read($"src/{readme}/README.md")).Groups["code"].Value, statement));
        Write(source, Repository.Read($"tests/MLNetDeep.Packages.Tests/Applications/{source}"));
    }

    /// <summary>Where it was built.</summary>
    public string Binaries => Path.Combine(_folder, "out");

    public string File(string name) => Path.Combine(_folder, name);

    public Run Build() => Run.DotNet(_folder, "build", "-v", "q", "-o", Binaries);

    public string Start() => Run.Of("dotnet", _folder, Path.Combine(Binaries, "App.dll")).ShouldSucceed();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text);

    // Statements come before the first type.
    private static string Insert(string code, string statement)
    {
        int types = code.IndexOf("\npublic sealed class", StringComparison.Ordinal);
        return types < 0 ? $"{code}\n{statement}\n" : code.Insert(types, $"\n{statement}\n");
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
