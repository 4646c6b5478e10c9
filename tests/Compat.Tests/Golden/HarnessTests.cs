using System.Text.Json.Nodes;

namespace Compat.Tests.Golden;

/// <summary>The harness must notice what it is there to notice.</summary>
[TestClass]
public sealed class HarnessTests
{
    [TestMethod]
    [DataRow("""{"a": 1}""", """{"a": 1}""", true)]
    [DataRow("""{"a": 1}""", """{"a": 1.0000001}""", true)]
    [DataRow("""{"a": 1}""", """{"a": 1.00001}""", false)]
    [DataRow("""{"a": 0}""", """{"a": 0.0000001}""", true)]
    [DataRow("""{"a": 9007199254740993}""", """{"a": 9007199254740992}""", false)]
    [DataRow("""{"a": "NaN"}""", """{"a": 0}""", false)]
    [DataRow("""{"a": true}""", """{"a": 1}""", false)]
    [DataRow("""{"a": null}""", "{}", true)]
    [DataRow("""{"a": [1, 2]}""", """{"a": [1]}""", false)]
    [DataRow("""{"a": [1, 2]}""", """{"a": [2, 1]}""", false)]
    [DataRow("{}", """{"more": 1}""", false)]
    [DataRow("""{"log": 1}""", "{}", true)]
    [DataRow("""{"throws": {"type": "A", "message": "m"}}""", """{"throws": {"type": "A", "message": "n"}}""", false)]
    public void Compares(string expected, string actual, bool same) =>
        Assert.AreEqual(same, JsonDifference.Between(JsonNode.Parse(expected), JsonNode.Parse(actual), null).Count == 0);

    [TestMethod]
    public void Accepts_an_exception_without_the_wrapping_of_a_parallel_reader()
    {
        var wrapped = JsonNode.Parse(
            """
            {"at": "Read", "type": "System.InvalidOperationException",
             "message": "Splitter/consolidator worker encountered exception while consuming source data",
             "inner": {"type": "T", "message": "m"}}
            """);
        Assert.IsEmpty(JsonDifference.Between(wrapped, JsonNode.Parse("""{"at": "Read", "type": "T", "message": "m"}"""), null));
        Assert.IsNotEmpty(JsonDifference.Between(wrapped, JsonNode.Parse("""{"at": "Read", "type": "T", "message": "n"}"""), null));
    }

    [TestMethod]
    public void Says_what_is_not_offered()
    {
        var ml = new Microsoft.ML.MLContext(1);
        Assert.ThrowsExactly<MissingOperationException>(() => Operations.Invoke(ml, "Transforms.NoSuchThing", []));
        Assert.ThrowsExactly<MissingOperationException>(() => Operations.Invoke(ml, "Transforms.CopyColumns", new() { ["noSuchParameter"] = 1 }));
    }

    [TestMethod]
    [DataRow("Single")]
    [DataRow("Vector<Single>")]
    [DataRow("Vector<Single, 2, 3>")]
    [DataRow("Key<Byte, 0-254>")]
    [DataRow("Vector<Key<UInt32, 0-2>, 5>")]
    public void Reads_types(string text) => Assert.AreEqual(text, TypeText.Parse(text).ToString());

    /// <summary>What the original answered fulfils the rules of the cases that need not be matched exactly.</summary>
    [TestMethod]
    public void Rules_accept_the_recordings()
    {
        foreach (var c in InexactCases())
        {
            Assert.IsEmpty(Inexact.Differences(c, c.Expected, () => c.Expected), c.Key);
        }
    }

    [TestMethod]
    public void Rules_refuse_spoiled_recordings()
    {
        string[] nothingToHold = ["cursors/getter_before_movenext", "models/zip_entries"];
        foreach (var c in InexactCases().Where(c => !nothingToHold.Contains(c.Key)))
        {
            var recording = c.Expected.ToJsonString();
            var spoiled = JsonNode.Parse(c.File == "trainers" ? SpoilMetrics(recording) : Spoil(recording))!;
            Assert.IsNotEmpty(Inexact.Differences(c, spoiled, () => spoiled), c.Key);
        }
    }

    private static IEnumerable<GoldenCase> InexactCases() =>
        new[] { "cursors", "models", "splits", "trainers", "transforms" }.SelectMany(GoldenCase.Load).Where(c => !c.Exact);

    // Where the figures are recorded as a fact only, the type of the model is all there is to hold.
    private static string SpoilMetrics(string recording) => recording
        .Replace("\"AreaUnderRocCurve\":", "\"AreaUnderRocCurve\":7,\"Was\":")
        .Replace("\"MacroAccuracy\":", "\"MacroAccuracy\":7,\"Was\":")
        .Replace("\"RSquared\":", "\"RSquared\":7,\"Was\":")
        .Replace("\"AverageDistance\":", "\"AverageDistance\":7,\"Was\":")
        .Replace("\"type\":\"Linear", "\"type\":\"Curved");

    // Other rows, other numbers, other names, no exception.
    private static string Spoil(string recording) => recording
        .Replace("\"type\":\"", "\"type\":\"X")
        .Replace("[1,", "[2,2,")
        .Replace("[0,", "[3,3,")
        .Replace(":true", ":false")
        .Replace("\"throws\"", "\"threw\"")
        .Replace("\"filter\":[\"1 1/0", "\"filter\":[\"1 9/9")
        .Replace("\"cursors\":3", "\"cursors\":4")
        .Replace("\"ids\":[", "\"ids\":[77,77,");
}
