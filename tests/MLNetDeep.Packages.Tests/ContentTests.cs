using System.IO.Compression;
using System.Xml.Linq;

namespace MLNetDeep.Packages.Tests;

/// <summary>What lies in the packages, and what they ask for.</summary>
[TestClass]
public class ContentTests
{
    private const string Tool = "MLNetDeep.Cli";

    private static readonly string[] Libraries = ["MLNetDeep", "MLNetDeep.AutoML", "MLNetDeep.Runtime", "MLNetDeep.Chat", "MLNetDeep.Files", "MLNetDeep.Testing"];

    private static string ToolOfThisPlatform => $"{Tool}.{Packages.Platform}";

    public static IEnumerable<object[]> All => Libraries.Append(Tool).Append(ToolOfThisPlatform).Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(All))]
    public void A_package_says_what_it_is(string name)
    {
        XElement metadata = Metadata(name);
        foreach (string wanted in new[] { "description", "license", "copyright", "tags", "authors" })
            Assert.AreNotEqual("", Value(metadata, wanted) ?? "", wanted);
        CollectionAssert.IsSubsetOf(new[] { Value(metadata, "readme"), Value(metadata, "icon") }, Files(name));
        Assert.IsFalse(Child(metadata, "repository")?.Attribute("url")?.Value.StartsWith('/') ?? false, "the repository is a path on this machine");
    }

    [TestMethod]
    public void Libraries_ask_for_nothing_that_they_do_not_use_themselves()
    {
        string ml = Packages.VersionOf("MicrosoftMLVersion");
        string[] runtime = [$"Microsoft.ML {ml}", $"Microsoft.ML.ImageAnalytics {ml}", $"Microsoft.ML.OnnxTransformer {ml}"];
        CollectionAssert.AreEquivalent(
            runtime.Append($"Microsoft.ML.Tokenizers {Packages.VersionOf("MicrosoftMLTokenizersVersion")}").Append($"NAudio.Core {Packages.VersionOf("NAudioVersion")}").ToArray(), Dependencies("MLNetDeep.Runtime"));
        CollectionAssert.AreEquivalent(
            runtime.Append($"TorchSharp {Packages.VersionOf("TorchSharpVersion")}").Append($"Google.Protobuf {Packages.VersionOf("GoogleProtobufVersion")}").Append($"MLNetDeep.Runtime [{Packages.Version}]").ToArray(),
            Dependencies("MLNetDeep"));
        CollectionAssert.AreEquivalent(new[] { $"MLNetDeep {Packages.Version}" }, Dependencies("MLNetDeep.Testing"));
    }

    [TestMethod]
    public void Libraries_have_documentation_and_symbols()
    {
        foreach (string name in Libraries)
        {
            CollectionAssert.IsSubsetOf(new[] { $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml" }, Files(name));
            CollectionAssert.Contains(Files(name, "snupkg"), $"lib/net10.0/{name}.pdb");
        }
    }

    [TestMethod]
    public void The_tool_brings_its_native_libraries_and_fits_into_what_nuget_org_takes()
    {
        Assert.AreEqual("DotnetToolRidPackage", Metadata(ToolOfThisPlatform).Descendants().Single(e => e.Name.LocalName == "packageType").Attribute("name")!.Value);
        string[] names = [.. Files(ToolOfThisPlatform).Select(Path.GetFileNameWithoutExtension)!];
        foreach (string library in new[] { "torch_cpu", "LibTorchSharp", "onnxruntime", "_lightgbm", "SkiaSharp", "LICENSE-LIBTORCH", "ThirdPartyNotices" })
            Assert.IsTrue(names.Any(name => name == library || name == $"lib{library}"), $"{library} is missing");
        Assert.IsLessThan(250_000_000, new FileInfo(Packages.Of(ToolOfThisPlatform)).Length);
        Assert.IsLessThan(100_000, new FileInfo(Packages.Of(Tool)).Length);
    }

    private static string[] Dependencies(string name) => [.. Metadata(name).Descendants().Where(e => e.Name.LocalName == "dependency")
        .Select(e => $"{e.Attribute("id")!.Value} {e.Attribute("version")!.Value}")];

    private static XElement Metadata(string name)
    {
        using ZipArchive package = ZipFile.OpenRead(Packages.Of(name));
        using Stream specification = package.GetEntry($"{name}.nuspec")!.Open();
        return Child(XDocument.Load(specification).Root!, "metadata")!;
    }

    private static string[] Files(string name, string extension = "nupkg")
    {
        using ZipArchive package = ZipFile.OpenRead(Packages.Of(name, extension));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    private static XElement? Child(XElement element, string name) => element.Elements().SingleOrDefault(e => e.Name.LocalName == name);

    private static string? Value(XElement element, string name) => Child(element, name)?.Value;
}
