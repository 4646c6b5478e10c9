using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Graphs;

/// <summary>Graphs that are written can be read again.</summary>
[TestClass]
public sealed class SaveJsonLinesTests
{
    private readonly MLContext _ml = new(1);
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    [DataRow("again.jsonl")]
    [DataRow("again.jsonl.gz")]
    public void What_is_read_is_written_and_read_the_same(string name)
    {
        var data = _ml.Deep().Graphs.LoadJsonLines(_folder.Write(
            "graphs.jsonl",
            """{"id": 16777217, "label": "ü \"1\"", "nodes": ["C", "8", "08", ""], "edges": [[0, 1], [3, 3]], "attributes": [[0.1, 2], [3, 4], [1e-30, -1], [0, 0]], "edge_attributes": [[1], [2]], "edge_tags": ["=", 1]}""",
            """{"nodes": [], "targets": [0.5, 1]}""",
            """{"label": 7, "nodes": 1, "attributes": [[1, 1]]}"""));
        _ml.Deep().Graphs.SaveJsonLines(data, _folder.File(name));
        var again = _ml.Deep().Graphs.LoadJsonLines(_folder.File(name));
        Assert.AreEqual(GraphText.Columns(data), GraphText.Columns(again));
        CollectionAssert.AreEqual(GraphText.Rows(data), GraphText.Rows(again));
        Assert.AreEqual(2, GraphText.FeatureCount(again, "NodeFeatures"));
        Assert.HasCount(2, Directory.GetFiles(_folder.Path));
    }

    [TestMethod]
    public void Rows_of_ones_own_are_written()
    {
        _ml.Deep().Graphs.SaveJsonLines(_ml.Data.LoadFromEnumerable([new Own { Nodes = ["C", "1"], Sources = [0], Targets = [1], NodeFeatures = [1, 2, 3, 4], Label = true, Id = long.MaxValue, Score = float.NaN }]), _folder.File("own.jsonl"));
        Assert.AreEqual(
            """{"label":true,"id":9223372036854775807,"nodes":["C",1],"edges":[[0,1]],"attributes":[[1,2],[3,4]]}""" + "\n",
            File.ReadAllText(_folder.File("own.jsonl")));
    }

    [TestMethod]
    public void Columns_that_cannot_be_written_are_named_together()
    {
        var e = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Graphs.SaveJsonLines(_ml.Data.LoadFromEnumerable([new Odd()]), _folder.File("odd.jsonl")));
        Assert.AreEqual(
            "Graphs cannot be written:\nThere is no column 'Targets'.\nColumn 'Nodes' is of type Vector<Single>: it must be a vector of text.\n"
            + "Column 'Sources' is of type Vector<Int64>: it must be a vector of Int32.\nColumn 'EdgeFeatures' is of type Single: it must be a vector of Single.\n"
            + "Column 'Day' is of type DateTime: it must be text, a number, Boolean or a vector of Single of fixed length.\n"
            + "Column 'edges' has the name of a property that other columns are written to: rename it. (Parameter 'data')",
            e.Message);
        Assert.IsEmpty(Directory.GetFiles(_folder.Path));
    }

    [TestMethod]
    [DataRow(2, "0 1", "1", "", "Sources has 2 positions, Targets 1")]
    [DataRow(2, "0", "2", "", "an edge is at node 2, but there are 2 nodes, counted from 0")]
    [DataRow(2, "0", "1", "1 2 3", "NodeFeatures has 3 numbers for 2 nodes")]
    [DataRow(0, "", "", "1", "NodeFeatures has 1 numbers for 0 nodes")]
    [DataRow(1, "0", "0", "NaN", "NodeFeatures has NaN, which JSON does not have")]
    public void A_row_that_is_no_graph_leaves_the_file_as_it_was(int nodes, string sources, string targets, string features, string fault)
    {
        _folder.Write("own.jsonl", "before");
        var row = new Own { Nodes = [.. Enumerable.Repeat("", nodes)], Sources = Positions(sources), Targets = Positions(targets), NodeFeatures = [.. Parts(features).Select(float.Parse)] };
        var e = Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().Graphs.SaveJsonLines(_ml.Data.LoadFromEnumerable([new Own(), row]), _folder.File("own.jsonl")));
        Assert.AreEqual($"Row 2 cannot be written as a graph: {fault}.", e.Message);
        CollectionAssert.AreEqual(new[] { "before" }, File.ReadAllLines(Directory.GetFiles(_folder.Path).Single()));
    }

    [TestMethod]
    public void Infinite_labels_are_refused()
    {
        var e = Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().Graphs.SaveJsonLines(_ml.Data.LoadFromEnumerable([new Own { Score = float.PositiveInfinity }]), _folder.File("own.jsonl")));
        Assert.AreEqual("Row 1 cannot be written as a graph: Score has Infinity, which JSON does not have.", e.Message);
    }

    private static string[] Parts(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int[] Positions(string text) => [.. Parts(text).Select(int.Parse)];

    private sealed class Own
    {
        public string[] Nodes { get; set; } = [];

        public int[] Sources { get; set; } = [];

        public int[] Targets { get; set; } = [];

        public float[] NodeFeatures { get; set; } = [];

        public bool Label { get; set; }

        [ColumnName("id")]
        public long Id { get; set; }

        public float Score { get; set; }
    }

    private sealed class Odd
    {
        public float[] Nodes { get; set; } = [];

        public long[] Sources { get; set; } = [];

        public float EdgeFeatures { get; set; }

        public DateTime Day { get; set; }

        [ColumnName("edges")]
        public float Edges { get; set; }
    }
}
