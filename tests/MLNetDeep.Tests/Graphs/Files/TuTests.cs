using Microsoft.ML;

namespace MLNetDeep.Tests.Graphs;

/// <summary>Data sets in the text format of the TU Dortmund collection.</summary>
[TestClass]
public sealed class TuTests
{
    private const string Lists = "Nodes Vector<String>, Sources Vector<Int32>, Targets Vector<Int32>";
    private readonly MLContext _ml = new(1);
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void All_files_become_columns_and_are_written_again_as_JSON()
    {
        Small();
        Write("node_labels", "7", "8", "7", "1,  2", "");
        Write("node_attributes", "0.5, 1", "1.5,2", "-1e-3, 0", "4, 5");
        Write("edge_labels", "0", "0", "1");
        Write("edge_attributes", "1", "2", "3");
        Write("graph_attributes", "0.1", "0.2", "0.3");
        var data = _ml.Deep().Graphs.LoadTU(_folder.Path);
        Assert.AreEqual($"Label Single, {Lists}, NodeFeatures Vector<Single>, EdgeFeatures Vector<Single>, EdgeTags Vector<String>, GraphAttributes Single", GraphText.Columns(data));
        string[] expected = ["1|7 8 7|1 0|0 1|0.5 1 1.5 2 -0.001 0|1 2|0 0|0.1", "-1|1,2|0|0|4 5|3|1|0.2", "1|||||||0.3"];
        CollectionAssert.AreEqual(expected, GraphText.Rows(data));
        Assert.AreEqual((2, 1), (GraphText.FeatureCount(data, "NodeFeatures"), GraphText.FeatureCount(data, "EdgeFeatures")));
        _ml.Deep().Graphs.SaveJsonLines(data, _folder.File("graphs.jsonl"));
        var again = _ml.Deep().Graphs.LoadJsonLines(_folder.File("graphs.jsonl"));
        Assert.AreEqual(GraphText.Columns(data), GraphText.Columns(again));
        CollectionAssert.AreEqual(expected, GraphText.Rows(again));
    }

    [TestMethod]
    public void Nodes_and_edges_of_graphs_may_be_mixed_in_the_files()
    {
        Write("graph_labels", "a", "b");
        Write("graph_indicator", "2", "1", "2", "1");
        Write("A", "1, 3", "2, 4", "3, 1", "4, 4");
        Write("node_labels", "p", "q", "r", "s");
        Write("node_attributes", "1, 10", "2, 20", "3, 30", "4, 40");
        Write("edge_labels", "w", "x", "y", "z");
        CollectionAssert.AreEqual(new[] { "a|q s|0 1|1 1|2 20 4 40|x z", "b|p r|0 1|1 0|1 10 3 30|w y" }, GraphText.Rows(_ml.Deep().Graphs.LoadTU(_folder.Path, "SMALL")));
    }

    [TestMethod]
    [DataRow("graph_labels", "a|1|nan", "String", "a|1|")]
    [DataRow("graph_labels", "0|NaN|2.5", "Single", "0|NaN|2.5")]
    [DataRow("graph_labels", "1, 0|0, 1|1,1", "Vector<Single, 2>", "1 0|0 1|1 1")]
    [DataRow("graph_attributes", "0.5|1.5|2", "Single", "0.5|1.5|2")]
    [DataRow("graph_attributes", "1, 2|3, 4|5, 6", "Vector<Single, 2>", "1 2|3 4|5 6")]
    public void Labels_of_graphs_or_their_attributes_are_the_label(string part, string lines, string type, string expected)
    {
        Small();
        File.Delete(_folder.File("SMALL_graph_labels.txt"));
        Write(part, lines.Split('|'));
        var data = _ml.Deep().Graphs.LoadTU(_folder.Path);
        Assert.AreEqual($"Label {type}, {Lists}", GraphText.Columns(data));
        CollectionAssert.AreEqual(expected.Split('|'), GraphText.Rows(data).Select(row => row.Split('|')[0]).ToArray());
        Assert.AreEqual("  ", GraphText.Rows(data)[0].Split('|')[1]);
    }

    [TestMethod]
    [DataRow("graph_indicator", "1|1|4|x", "line 3: '4' is no number of a graph: there are 3, counted from 1.|line 4: 'x' is no number of a graph: there are 3, counted from 1.")]
    [DataRow("graph_indicator", "1||2", "line 2: it is empty, but lines follow.")]
    [DataRow("A", "1 2|1, b|4, 5|0, 1|1, 4", "line 1: '1 2' is no edge: the numbers of two nodes are wanted, such as '1, 2'.|line 2: '1, b' is no edge: the numbers of two nodes are wanted, such as '1, 2'.|"
        + "line 3: '4, 5' names node 5: there are 4, counted from 1.|line 4: '0, 1' names node 0: there are 4, counted from 1.|line 5: '1, 4' is an edge between two graphs: node 1 is of graph 1, node 4 of graph 2.")]
    [DataRow("node_labels", "1|2|3", " has 3 lines, but there are 4 nodes.")]
    [DataRow("node_attributes", "1|2, 3|x|nan|5", "line 2: node 1 has 2 numbers in 'node_attributes', but those of line 1 have 1.|line 3: 'x': finite numbers of 32 bits are wanted, separated by commas.|"
        + "line 4: 'nan': finite numbers of 32 bits are wanted, separated by commas.| has 5 lines, but there are 4 nodes.")]
    [DataRow("edge_labels", "1|2", " has 2 lines, but there are 3 edges.")]
    [DataRow("edge_attributes", "1|2|3|4", " has 4 lines, but there are 3 edges.")]
    [DataRow("graph_labels", "1|1, 2|1e999|1, a", "line 2: 'graph_labels' is a list of 2 numbers, but no list in line 1: it must be the same in all lines.|line 3: '1e999' is not a finite number.|"
        + "line 4: '1, a' has commas, but 'a' is not a finite number.")]
    public void Lines_that_cannot_be_read_are_named(string part, string lines, string faults)
    {
        Small();
        Write(part, lines.Split('|'));
        var file = _folder.File($"SMALL_{part}.txt");
        var e = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Graphs.LoadTU(_folder.Path));
        Assert.AreEqual(string.Join('\n', faults.Split('|').Select(fault => fault[0] == ' ' ? $"'{file}'{fault}" : $"'{file}', {fault}")), e.Message);
    }

    [TestMethod]
    public void Graph_attributes_are_as_many_as_labels()
    {
        Small();
        Write("graph_attributes", "1", "2");
        var e = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Graphs.LoadTU(_folder.Path));
        Assert.AreEqual($"'{_folder.File("SMALL_graph_attributes.txt")}' has 2 lines, but there are 3 graphs in '{_folder.File("SMALL_graph_labels.txt")}'.", e.Message);
    }

    [TestMethod]
    public void Files_that_are_missing_and_data_sets_to_choose_from_are_named()
    {
        Assert.AreEqual(
            $"'{_folder.Path}' has no data set of the TU format: no file in it has a name that ends in _A.txt.",
            Assert.ThrowsExactly<FileNotFoundException>(() => _ml.Deep().Graphs.LoadTU(_folder.Path)).Message);
        Write("A", "1, 1");
        var (labels, attributes, indicator) = (_folder.File("SMALL_graph_labels.txt"), _folder.File("SMALL_graph_attributes.txt"), _folder.File("SMALL_graph_indicator.txt"));
        Assert.AreEqual($"'{labels}' is missing, and so is '{attributes}': one of them says what the graphs are.", Assert.ThrowsExactly<FileNotFoundException>(() => _ml.Deep().Graphs.LoadTU(_folder.Path)).Message);
        Write("graph_labels", "1");
        Assert.AreEqual($"'{indicator}' is missing.", Assert.ThrowsExactly<FileNotFoundException>(() => _ml.Deep().Graphs.LoadTU(_folder.Path)).Message);
        _folder.Write("OTHER_A.txt", "1, 1");
        Assert.AreEqual(
            $"'{_folder.Path}' has 2 data sets: OTHER, SMALL. Say which one is wanted. (Parameter 'name')",
            Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Graphs.LoadTU(_folder.Path)).Message);
    }

    // Three graphs, the last of them without nodes.
    private void Small()
    {
        Write("graph_labels", "1", "-1", "1");
        Write("graph_indicator", "1", "1", "1", "2");
        Write("A", "2, 1", "1, 2", "4, 4");
    }

    private void Write(string part, params string[] lines) => _folder.Write($"SMALL_{part}.txt", lines);
}
