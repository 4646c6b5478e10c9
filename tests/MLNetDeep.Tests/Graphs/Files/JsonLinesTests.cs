using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Graphs;

/// <summary>Files with a graph a line: what columns they give.</summary>
[TestClass]
public sealed class JsonLinesTests
{
    private const string Lists = "Nodes Vector<String>, Sources Vector<Int32>, Targets Vector<Int32>";
    private readonly MLContext _ml = new(1);
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void Every_property_becomes_a_column()
    {
        var data = Load(
            """{"id": "a", "label": 1, "nodes": ["C", 8, 1.5, 2.0], "edges": [[0, 1], [1, 0], [3, 3]], "attributes": [[1, 2], [3, 4], [0.5, -1e-3], [0, 0]], "edge_attributes": [[1], [2], [3]], "edge_tags": ["=", "=", 1], "fold": 3}""",
            "",
            "   ",
            """{"edge_tags": ["-"], "edge_attributes": [[4]], "edges": [[1, 0]], "attributes": [[1, 1], [2, 2]], "nodes": ["C", "N"], "label": -0.5, "targets": [1, 2], "fold": null}""",
            """{"nodes": []}""");
        Assert.AreEqual($"Label Single, {Lists}, NodeFeatures Vector<Single>, EdgeFeatures Vector<Single>, EdgeTags Vector<String>, id String, fold Single, targets Vector<Single, 2>", GraphText.Columns(data));
        CollectionAssert.AreEqual(
            new[]
            {
                "1|C 8 1.5 2|0 1 3|1 0 3|1 2 3 4 0.5 -0.001 0 0|1 2 3|= = 1|a|3|NaN NaN",
                "-0.5|C N|1|0|1 1 2 2|4|-||NaN|1 2",
                "NaN||||||||NaN|NaN NaN",
            },
            GraphText.Rows(data));
        Assert.AreEqual((2, 1), (GraphText.FeatureCount(data, "NodeFeatures"), GraphText.FeatureCount(data, "EdgeFeatures")));
    }

    [TestMethod]
    [DataRow("0|1", "Single", "0|1|NaN")]
    [DataRow("1.5|20000001", "Single", "1.5|20000000|NaN")]
    [DataRow("\"a\"|\"b\"", "String", "a|b|")]
    [DataRow("true|false", "String", "true|false|")]
    [DataRow("1.0|\"b\"", "String", "1|b|")]
    [DataRow("true|2", "String", "true|2|")]
    [DataRow("9007199254740993|1", "String", "9007199254740993|1|")]
    [DataRow("[1, 2]|[3, 4]", "Vector<Single, 2>", "1 2|3 4|NaN NaN")]
    public void Labels_have_one_type_and_may_be_missing(string labels, string type, string expected)
    {
        var data = Load([.. labels.Split('|').Select(label => $$"""{"label": {{label}}, "nodes": 1}"""), """{"nodes": 2}"""]);
        Assert.AreEqual($"Label {type}, {Lists}", GraphText.Columns(data));
        Assert.AreEqual(expected, string.Join('|', GraphText.Rows(data).Select(row => row.Split('|')[0])));
    }

    [TestMethod]
    public void Large_whole_numbers_of_other_properties_are_told_apart()
    {
        var data = Load("""{"nodes": 1, "id": 16777217}""", """{"nodes": 1, "id": 16777216}""");
        Assert.AreEqual($"{Lists}, id Double", GraphText.Columns(data));
        CollectionAssert.AreEqual(new[] { 16777217.0, 16777216 }, data.GetColumn<double>("id").ToArray());
    }

    [TestMethod]
    public void Nodes_without_tags_are_counted_by_a_number_or_by_their_attributes()
    {
        var data = Load("""{"nodes": 3, "edges": [[2, 0]], "attributes": [[1], [2], [3]]}""", """{"attributes": [[4], [5]]}""", """{"nodes": null, "edges": null, "attributes": []}""");
        Assert.AreEqual($"{Lists}, NodeFeatures Vector<Single>", GraphText.Columns(data));
        CollectionAssert.AreEqual(new[] { "  |2|0|1 2 3", " |||4 5", "|||" }, GraphText.Rows(data));
    }

    [TestMethod]
    public void Gzip_other_ends_of_lines_and_a_byte_order_mark_are_read()
    {
        const string text = "\uFEFF{\"label\": \"ü\", \"nodes\": [\"C\"]}\r\n\r\n{\"label\": \"b\", \"nodes\": 2}";
        foreach (var name in new[] { "graphs.jsonl", "graphs.jsonl.gz" })
        {
            using (Stream file = File.Create(_folder.File(name)), packed = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file)
                packed.Write(System.Text.Encoding.UTF8.GetBytes(text));
            CollectionAssert.AreEqual(new[] { "ü|C||", "b| ||" }, GraphText.Rows(_ml.Deep().Graphs.LoadJsonLines(_folder.File(name))));
        }
    }

    [TestMethod]
    public void Lines_may_be_longer_than_what_is_read_at_once()
    {
        const int nodes = 50000;
        var edges = string.Join(",", Enumerable.Range(1, nodes - 1).Select(node => $"[{node - 1},{node}]"));
        var data = Load($$"""{"nodes": {{nodes}}, "edges": [{{edges}}]}""", """{"nodes": ["C"]}""", $$"""{"nodes": {{nodes}}, "edges": [{{edges}}]}""");
        CollectionAssert.AreEqual(new[] { nodes, 1, nodes }, data.GetColumn<ReadOnlyMemory<char>[]>("Nodes").Select(tags => tags.Length).ToArray());
        CollectionAssert.AreEqual(Enumerable.Range(1, nodes - 1).ToArray(), data.GetColumn<int[]>("Targets").Last());
    }

    [TestMethod]
    public void The_view_is_an_ordinary_one()
    {
        var data = Load([.. Enumerable.Range(0, 100).Select(i => $$"""{"label": "{{(i % 2 == 0 ? "even" : "odd")}}", "nodes": {{i}}, "id": {{i}}}""")]);
        var shuffled = _ml.Data.ShuffleRows(data, seed: 1).GetColumn<float>("id").ToArray();
        CollectionAssert.AreNotEqual(Enumerable.Range(0, 100).Select(i => (float)i).ToArray(), shuffled);
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 100).Select(i => (float)i).ToArray(), shuffled);
        var split = _ml.Data.TrainTestSplit(data, 0.3, seed: 1);
        Assert.AreEqual(100, split.TrainSet.GetColumn<float>("id").Union(split.TestSet.GetColumn<float>("id")).Count());
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 1 }, keys.GetColumn<uint>("Label").Take(3).ToArray());
        using var cursor = data.GetRowCursor([data.Schema["id"]]);
        Assert.AreEqual(
            "Column 'Label' was not asked for when the cursor was opened.",
            Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Label"])).Message);
        Assert.AreEqual("Column 'id' is of type Single: it cannot be read as System.Int32.", Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<int>(data.Schema["id"])).Message);
    }

    [TestMethod]
    [DataRow("mutag", 188, 3371, 7439)]
    [DataRow("proteins", 1113, 43471, 162088)]
    public void Published_data_sets_are_read_and_written_again(string name, int graphs, int nodes, int edges)
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("MLNETDEEP_DATA") ?? "", "tu", $"{name}.jsonl");
        if (!File.Exists(file)) Assert.Inconclusive($"MLNETDEEP_DATA names no folder with tu/{name}.jsonl.");
        var data = _ml.Deep().Graphs.LoadJsonLines(file);
        Assert.AreEqual(
            (graphs, nodes, edges),
            ((int)data.GetRowCount()!, data.GetColumn<ReadOnlyMemory<char>[]>("Nodes").Sum(tags => tags.Length), data.GetColumn<int[]>("Sources").Sum(positions => positions.Length)));
        _ml.Deep().Graphs.SaveJsonLines(data, _folder.File("again.jsonl"));
        CollectionAssert.AreEqual(GraphText.Rows(data), GraphText.Rows(_ml.Deep().Graphs.LoadJsonLines(_folder.File("again.jsonl"))));
    }

    private IDataView Load(params string[] lines) => _ml.Deep().Graphs.LoadJsonLines(_folder.Write("graphs.jsonl", lines));
}
