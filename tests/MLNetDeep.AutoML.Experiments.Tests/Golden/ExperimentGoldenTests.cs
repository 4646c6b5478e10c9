using System.Reflection;
using System.Text.Json.Nodes;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>The code of the recorded cases does what it did with the library.</summary>
[TestClass]
public sealed class ExperimentGoldenTests
{
    private static readonly GoldenFile File = new("automl.json");

    private static readonly Dictionary<string, MethodInfo> Methods = new[] { typeof(PipelineCases), typeof(OrderCases), typeof(StopCases), typeof(SetterCases) }
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .ToDictionary(m => m.Name);

    public static IEnumerable<object[]> Names => File.Names.Where(Methods.ContainsKey).Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_recorded_case_comes_out_the_same(string name)
    {
        MethodInfo code = Methods[name];
        JsonNode? actual = GoldenFile.Node(code.Invoke(null, null));
        Assert.IsNull(GoldenFile.Difference(File[name]["expected"], actual, code.IsDefined(typeof(PartAttribute))), $"{name}: {File[name]["what"]}");
    }

    [TestMethod]
    public void Every_case_has_code_and_the_other_way_round() => Assert.AreSequenceEqual(File.Names.Order(), Methods.Keys.Order());
}
