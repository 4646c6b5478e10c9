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
    public void Shows_nothing_that_the_real_assembly_has_not(string assembly) => Check(assembly, ApiListing.Load(assembly));

    /// <summary>The two versions that the source must compile with name some parameters differently.</summary>
    [TestMethod]
    [DataRow("TorchSharp-0.102.7", true)]
    [DataRow("TorchSharp-0.107.0", false)]
    public void TorchSharp_shows_only_what_both_versions_have(string listing, bool parameterNames) =>
        Check("TorchSharp", ApiListing.Load(listing, parameterNames));

    private static void Check(string assembly, ApiListing listing)
    {
        var violations = ApiType.In(Assembly.Load(assembly)).SelectMany(listing.Violations).ToList();
        Assert.IsEmpty(violations, $"{violations.Count} in {assembly}:\n{string.Join('\n', violations)}\n");
    }
}
