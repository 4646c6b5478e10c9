using System.Reflection;
using System.Text.Json.Nodes;

namespace Compat.Tests.Golden;

/// <summary>Holds the assemblies under test to recorded answers of ML.NET 5.0.0, one test for each case.</summary>
[TestClass]
public sealed class GoldenTests
{
    public static IEnumerable<object[]> CursorCases => Names("cursors");

    public static IEnumerable<object[]> EnumerableCases => Names("enumerable");

    public static IEnumerable<object[]> KeyCases => Names("keys");

    public static IEnumerable<object[]> MetricCases => Names("metrics");

    public static IEnumerable<object[]> ModelCases => Names("models");

    public static IEnumerable<object[]> SchemaCases => Names("schema");

    public static IEnumerable<object[]> SplitCases => Names("splits");

    public static IEnumerable<object[]> TextLoaderCases => Names("textloader");

    public static IEnumerable<object[]> TrainerCases => Names("trainers");

    public static IEnumerable<object[]> TransformCases => Names("transforms");

    public static string Display(MethodInfo method, object[] data) => $"{method.Name}: {data[0]}";

    [TestMethod]
    [DynamicData(nameof(CursorCases), DynamicDataDisplayName = nameof(Display))]
    public void Cursors(string name) => Check("cursors", name, CodeCases.Run);

    [TestMethod]
    [DynamicData(nameof(EnumerableCases), DynamicDataDisplayName = nameof(Display))]
    public void Enumerable(string name) => Check("enumerable", name, CodeCases.Or(Enumerables.Run));

    [TestMethod]
    [DynamicData(nameof(KeyCases), DynamicDataDisplayName = nameof(Display))]
    public void Keys(string name) => Check("keys", name, CodeCases.Or(Steps.Run));

    [TestMethod]
    [DynamicData(nameof(MetricCases), DynamicDataDisplayName = nameof(Display))]
    public void Metric(string name) => Check("metrics", name, Metrics.Run);

    [TestMethod]
    [DynamicData(nameof(ModelCases), DynamicDataDisplayName = nameof(Display))]
    public void Model(string name) => Check("models", name, CodeCases.Or(RoundTrips.Run));

    [TestMethod]
    [DynamicData(nameof(SchemaCases), DynamicDataDisplayName = nameof(Display))]
    public void Schema(string name) => Check("schema", name, CodeCases.Or(Steps.Run));

    [TestMethod]
    [DynamicData(nameof(SplitCases), DynamicDataDisplayName = nameof(Display))]
    public void Split(string name) => Check("splits", name, CodeCases.Or(Splits.Run));

    [TestMethod]
    [DynamicData(nameof(TextLoaderCases), DynamicDataDisplayName = nameof(Display))]
    public void TextLoader(string name) => Check("textloader", name, TextFiles.Run);

    [TestMethod]
    [DynamicData(nameof(TrainerCases), DynamicDataDisplayName = nameof(Display))]
    public void Trainer(string name) => Check("trainers", name, Trainers.Run);

    [TestMethod]
    [DynamicData(nameof(TransformCases), DynamicDataDisplayName = nameof(Display))]
    public void Transform(string name) => Check("transforms", name, CodeCases.Or(Steps.Run));

    [TestMethod]
    public void Known_differences_name_cases()
    {
        foreach (var key in KnownDifferences.Keys)
        {
            var parts = key.Split('/');
            Assert.IsTrue(GoldenCase.Load(parts[0]).Any(c => c.Name == parts[1]), $"{key} is no golden case");
        }

        Console.WriteLine($"{KnownDifferences.Keys.Count()} known differences");
    }

    private static IEnumerable<object[]> Names(string file) => GoldenCase.Load(file).Select(c => new object[] { c.Name });

    private static void Check(string file, string name, Func<GoldenCase, JsonNode> run)
    {
        var c = GoldenCase.Find(file, name);
        var differences = Differences(c, run);
        var reason = KnownDifferences.ReasonOf(c);
        if (reason == null)
        {
            Assert.IsEmpty(differences, $"{c.Key}\n{string.Join('\n', differences.Take(20))}\n");
        }
        else
        {
            Assert.IsNotEmpty(differences, $"{c.Key} is answered as recorded: take it out of known-differences.txt");
            Console.WriteLine($"known difference: {reason}");
        }
    }

    // Read back from text, as the recordings are, so that numbers have no type of their own.
    private static JsonNode Written(JsonNode result) => JsonNode.Parse(result.ToJsonString())!;

    private static IReadOnlyList<string> Differences(GoldenCase c, Func<GoldenCase, JsonNode> run)
    {
        try
        {
            return c.Exact
                ? JsonDifference.Between(c.Expected, Written(run(c)), c.Tolerance)
                : Inexact.Differences(c, Written(run(c)), () => Written(run(c)));
        }
        catch (MissingOperationException e)
        {
            return [e.Message];
        }
        catch (Exception e)
        {
            return [e.ToString()];
        }
    }
}
