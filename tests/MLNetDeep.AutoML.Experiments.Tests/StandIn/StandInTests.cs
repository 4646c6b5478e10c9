using System.Reflection;
using System.Xml.Linq;
using Microsoft.ML.AutoML;

namespace MLNetDeep.AutoML.Experiments.Tests.StandIn;

/// <summary>The stand-in of Microsoft.ML.AutoML is as small as it should be, has the library's signatures, and is used by the plug-in alone.</summary>
[TestClass]
public sealed class StandInTests
{
    private static readonly Assembly[] Assemblies = [typeof(AutoMLExperiment).Assembly, typeof(Microsoft.ML.SearchSpace.Parameter).Assembly];

    // The library's assemblies are signed.
    private static bool IsStandIn => typeof(AutoMLExperiment).Assembly.GetName().GetPublicKeyToken() is not { Length: > 0 };

    private static string[] Recorded { get; } = Repository.Read("tests/MLNetDeep.AutoML.Experiments.Tests/StandIn/api.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [TestMethod]
    public void Every_recorded_member_is_there()
    {
        string[] there = [.. Assemblies.SelectMany(ApiText.Of)];
        AssertNone(Recorded.Where(IsMember).Except(there), "not there, or with another signature");
        AssertNone(TypesIn(Recorded).Except(TypesIn(there)), "not there, or with another base");
    }

    [TestMethod]
    public void The_stand_in_has_nothing_that_the_library_does_not_have()
    {
        if (!IsStandIn)
            Assert.Inconclusive("skipped: this is the library itself");
        string[] there = [.. Assemblies.SelectMany(ApiText.Of)];
        AssertNone(there.Where(IsMember).Except(Recorded), "not of the library");
        var types = Recorded.Where(line => !IsMember(line)).Select(ApiText.Split).ToDictionary(t => t.Type, t => t.Interfaces);
        foreach (var (type, interfaces) in there.Where(line => !IsMember(line)).Select(ApiText.Split))
        {
            Assert.IsTrue(types.TryGetValue(type, out string[]? recorded), type);
            AssertNone(interfaces.Except(recorded), type);
        }
    }

    [TestMethod]
    public void It_is_small_and_never_packed()
    {
        int lines = Directory.GetFiles(Path.Combine(Repository.Root, "compat"), "*.cs", SearchOption.AllDirectories).Sum(file => File.ReadAllLines(file).Length);
        Assert.IsLessThan(2000, lines);
        StringAssert.Contains(Repository.Read("compat/Directory.Build.props"), "<IsPackable>false</IsPackable>");
        foreach (string project in Projects().Where(p => p.StartsWith("compat", StringComparison.Ordinal)))
            Assert.DoesNotContain("IsPackable", Repository.Read(project), project);
    }

    [TestMethod]
    public void Only_the_plug_in_refers_to_it()
    {
        string[] users = [.. Projects().Where(p => References(p).Any(r => r.Contains("compat/", StringComparison.Ordinal)))];
        Assert.AreSequenceEqual(["src/MLNetDeep.AutoML.Experiments/MLNetDeep.AutoML.Experiments.csproj"], users);
        string[] further = [.. Projects().Where(p => References(p).Any(r => r.Contains("MLNetDeep.AutoML.Experiments", StringComparison.Ordinal)))];
        Assert.AreSequenceEqual(["tests/MLNetDeep.AutoML.Experiments.Tests/MLNetDeep.AutoML.Experiments.Tests.csproj"], further);
    }

    [TestMethod]
    public void The_plug_in_is_packed_with_the_library_alone()
    {
        XElement property = XDocument.Parse(Repository.Read("src/MLNetDeep.AutoML.Experiments/MLNetDeep.AutoML.Experiments.csproj")).Descendants("IsPackable").Single();
        Assert.AreEqual("false", property.Value);
        Assert.AreEqual("'$(AutoMLPackage)' != 'real'", (string?)property.Attribute("Condition"));
    }

    private static IEnumerable<string> TypesIn(IEnumerable<string> lines) => lines.Where(line => !IsMember(line)).Select(line => ApiText.Split(line).Type);

    private static void AssertNone(IEnumerable<string> lines, string message) => Assert.AreEqual("", string.Join('\n', lines), message);

    private static bool IsMember(string line) => line.Split(" :: ")[1] is ['M' or 'P' or 'F' or 'E', ' ', ..];

    private static IEnumerable<string> Projects() => Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("artifacts/", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants().Where(e => e.Name.LocalName is "ProjectReference" or "Reference").Select(e => ((string?)e.Attribute("Include") ?? "").Replace('\\', '/'));
}
