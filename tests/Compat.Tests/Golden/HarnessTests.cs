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
}
