using System.Reflection;

namespace Compat.Tests.Api;

/// <summary>Whatever an assembly under test shows, the real one has with the same signature.</summary>
[TestClass]
public sealed class ApiTests
{
    [TestMethod]
    [DataRow("Microsoft.ML.DataView")]
    [DataRow("Microsoft.ML.Core")]
    [DataRow("Microsoft.ML.Data")]
    [DataRow("Microsoft.ML.Transforms")]
    [DataRow("Microsoft.ML.StandardTrainers")]
    [DataRow("Microsoft.ML.FastTree")]
    [DataRow("Microsoft.ML.LightGbm")]
    [DataRow("Microsoft.ML.OnnxTransformer")]
    [DataRow("Microsoft.ML.ImageAnalytics")]
    [DataRow("TorchSharp", "TorchSharp-0.102.7")]
    public void Shows_nothing_that_the_real_assembly_has_not(string assembly, string? listing = null) =>
        Check(assembly, ApiListing.Load(listing ?? assembly).Violations);

    /// <summary>The source must also compile with this version, whose classes derive otherwise in places.</summary>
    [TestMethod]
    public void TorchSharp_shows_nothing_that_a_later_version_has_not() =>
        Check("TorchSharp", ApiListing.Load("TorchSharp-0.107.0").SourceViolations);

    private static void Check(string assembly, Func<ApiType, IEnumerable<string>> violationsOf)
    {
        var violations = ApiType.In(Assembly.Load(assembly)).SelectMany(violationsOf).ToList();
        Assert.IsEmpty(violations, $"{violations.Count} in {assembly}:\n{string.Join('\n', violations)}\n");
    }
}
