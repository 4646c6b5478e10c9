using System.IO.Compression;
using Microsoft.ML;

namespace MLNetDeep.Tests.Graphs;

/// <summary>Lines that are no graphs: the message names the file, the line, what was found and what is wanted.</summary>
[TestClass]
public sealed class JsonLinesFaultTests
{
    private readonly MLContext _ml = new(1);
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    [DataRow("{\"nodes\": 1", "it is not JSON, at byte 12: '1' is an invalid end of a number. Expected a delimiter.")]
    [DataRow("{\"nodes\": 1, \"label\": NaN}", "it is not JSON, at byte 23: 'N' is an invalid start of a value.")]
    [DataRow("[1, 2]", "it is [1, 2]: a graph is wanted, such as {\"label\": 1, \"nodes\": [\"C\", \"O\"], \"edges\": [[0, 1], [1, 0]]}.")]
    [DataRow("{\"nodes\": 1, \"nodes\": 2}", "'nodes' is there twice.")]
    [DataRow("{\"label\": 1}", "neither 'nodes' nor 'attributes' says how many nodes there are: a list of tags in 'nodes' is wanted, or a number.")]
    [DataRow("{\"nodes\": -1}", "'nodes' is -1: a list of tags is wanted, or how many nodes there are.")]
    [DataRow("{\"nodes\": 1.5}", "'nodes' is 1.5: a list of tags is wanted, or how many nodes there are.")]
    [DataRow("{\"nodes\": [1, null]}", "'nodes' has null at position 1: text or a number is wanted.")]
    [DataRow("{\"nodes\": [1e999]}", "'nodes' has 1e999: a finite number is wanted.")]
    [DataRow("{\"nodes\": [\"\\ud83d\"]}", "a text has an escape that is no character: Cannot read incomplete UTF-16 JSON text as string with missing low surrogate.")]
    [DataRow("{\"nodes\": 2, \"edges\": 1}", "'edges' is 1: a list of pairs is wanted, such as [[0, 1], [1, 0]].")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, 1], [0, 1, 1]]}", "edge 1 is [0, 1, 1]: the positions of two nodes are wanted, such as [0, 1].")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, 1], 1]}", "edge 1 is 1: the positions of two nodes are wanted, such as [0, 1].")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, \"1\"]]}", "edge 0 is [0, \"1\"]: the positions of two nodes are wanted, such as [0, 1].")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, 0.5]]}", "edge 0 is [0, 0.5]: the positions of two nodes are wanted, such as [0, 1].")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, 1], [1, 2]]}", "edge 1 is [1, 2], but the graph has 2 nodes: positions are counted from 0.")]
    [DataRow("{\"nodes\": 1, \"edges\": [[-1, 0]]}", "edge 0 is [-1, 0], but the graph has 1 node: positions are counted from 0.")]
    [DataRow("{\"nodes\": [], \"edges\": [[0, 0]]}", "edge 0 is [0, 0], but the graph has no nodes: positions are counted from 0.")]
    [DataRow("{\"nodes\": 2, \"attributes\": [[1]]}", "'attributes' has 1 item, but the graph has 2 nodes.")]
    [DataRow("{\"nodes\": 2, \"attributes\": 1}", "'attributes' is 1: a list of numbers for each node is wanted, such as [[0.5, 1], [2, 0]].")]
    [DataRow("{\"nodes\": 2, \"attributes\": [1, 2]}", "node 0 has 1 in 'attributes': a list of numbers is wanted, such as [0.5, 1].")]
    [DataRow("{\"nodes\": 2, \"attributes\": [[1], [1, 2]]}", "node 1 has 2 numbers in 'attributes', but those of line 1 have 1.")]
    [DataRow("{\"nodes\": 2, \"attributes\": [[1], [1e39]]}", "node 1 in 'attributes' has 1e39: a finite number of 32 bits is wanted.")]
    [DataRow("{\"nodes\": 2, \"attributes\": [[1], [\"a\"]]}", "node 1 in 'attributes' has \"a\": a finite number of 32 bits is wanted.")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, 1]], \"edge_attributes\": []}", "'edge_attributes' has 0 items, but the graph has 1 edge.")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, 1]], \"edge_attributes\": [[null]]}", "edge 0 in 'edge_attributes' has null: a finite number of 32 bits is wanted.")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, 1]], \"edge_tags\": \"a\"}", "'edge_tags' is \"a\": a list of tags is wanted, one for each edge.")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, 1]], \"edge_tags\": [1, 2]}", "'edge_tags' has 2 items, but the graph has 1 edge.")]
    [DataRow("{\"nodes\": 2, \"edges\": [[0, 1]], \"edge_tags\": [true]}", "'edge_tags' has true at position 0: text or a number is wanted.")]
    [DataRow("{\"nodes\": 2, \"label\": -1e999}", "'label' has -1e999: a finite number is wanted.")]
    [DataRow("{\"nodes\": 2, \"label\": {\"a\": 1}}", "'label' is {\"a\": 1}: text, a number, true, false or a list of numbers is wanted.")]
    [DataRow("{\"nodes\": 2, \"id\": []}", "'id' is []: text, a number, true, false or a list of numbers is wanted.")]
    [DataRow("{\"nodes\": 2, \"id\": [1, \"a\"]}", "'id' has \"a\": a finite number of 32 bits is wanted.")]
    [DataRow("{\"nodes\": 2, \"\": 1}", "a property has no name.")]
    [DataRow("{\"nodes\": 2, \"Label\": 1}", "'Label' is what a column of another property is called: give the property another name than Label, Nodes, Sources, Targets, NodeFeatures, EdgeFeatures, EdgeTags.")]
    [DataRow("{\"nodes\": 2, \"label\": [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]}", "'label' has \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…: a finite number of 32 bits is wanted.")]
    public void A_line_is_refused(string line, string fault) => Assert.AreEqual($"'{_folder.File("graphs.jsonl")}', line 1: {fault}", Refused(line));

    [TestMethod]
    [DataRow("\"nodes\": 1, \"attributes\": [[1]]", "\"nodes\": 1", "there is no 'attributes', but in line 1 there is: all graphs must have it, or none.")]
    [DataRow("\"nodes\": 1", "\"nodes\": 1, \"attributes\": [[1]]", "there is 'attributes', but in line 1 there is none: all graphs must have it, or none.")]
    [DataRow("\"nodes\": 1, \"attributes\": [[1]]", "\"nodes\": 1, \"attributes\": [[1, 2]]", "node 0 has 2 numbers in 'attributes', but those of line 1 have 1.")]
    [DataRow("\"nodes\": 1, \"edges\": [[0, 0]], \"edge_tags\": [1]", "\"nodes\": 1, \"edges\": [[0, 0]]", "there is no 'edge_tags', but in line 1 there is: all graphs must have it, or none.")]
    [DataRow("\"nodes\": 1, \"edges\": [[0, 0]]", "\"nodes\": 1, \"edges\": [[0, 0]], \"edge_attributes\": [[1]]", "there is 'edge_attributes', but in line 1 there is none: all graphs must have it, or none.")]
    [DataRow("\"nodes\": 1, \"label\": [1]", "\"nodes\": 1, \"label\": 1", "'label' is no list, but a list of 1 number in line 1: it must be the same in all lines.")]
    [DataRow("\"nodes\": 1, \"id\": \"a\"", "\"nodes\": 1, \"id\": [1, 2]", "'id' is a list of 2 numbers, but no list in line 1: it must be the same in all lines.")]
    public void Lines_must_agree(string first, string second, string fault) => Assert.AreEqual($"'{_folder.File("graphs.jsonl")}', line 3: {fault}", Refused($"{{{first}}}", "", $"{{{second}}}"));

    [TestMethod]
    public void Ten_faults_are_named_at_once()
    {
        var file = _folder.File("graphs.jsonl");
        Assert.AreEqual($"'{file}', line 1: 'label' has 1e999: a finite number is wanted.\n'{file}', line 3: edge 0 is 7: the positions of two nodes are wanted, such as [0, 1].\n"
            + $"'{file}', line 3: 'label' is {{}}: text, a number, true, false or a list of numbers is wanted.", Refused("""{"nodes": 1, "label": 1e999}""", """{"nodes": 1}""", """{"nodes": 1, "edges": [7], "label": {}}"""));
        var many = Refused([.. Enumerable.Repeat("1", 12)]).Split('\n');
        Assert.HasCount(11, many);
        StringAssert.StartsWith(many[9], $"'{file}', line 10: it is 1: ");
        Assert.AreEqual("Reading ended at fault 10: there may be more.", many[10]);
        Assert.AreEqual($"'{file}' has no graphs: its lines are empty.", Refused("", ""));
    }

    [TestMethod]
    public void Bytes_that_are_no_text_and_gzip_that_ends_early_are_named()
    {
        var file = _folder.File("graphs.jsonl");
        File.WriteAllBytes(file, [.. "{\"nodes\": 1}\n{\"label\": \""u8, 0xFC, .. "\", \"nodes\": 1}\n"u8]);
        Assert.AreEqual($"'{file}', line 2: it is not UTF-8.", Fault(file));
        File.WriteAllText(file = _folder.File("plain.gz"), "{\"nodes\": 1}\n");
        StringAssert.StartsWith(Fault(file), $"'{file}' cannot be unpacked by gzip: ");
        using (var packed = new GZipStream(File.Create(file = _folder.File("cut.gz")), CompressionLevel.Fastest))
            for (var i = 0; i < 1000; i++) packed.Write(System.Text.Encoding.UTF8.GetBytes($"{{\"nodes\": {i}}}\n"));
        var whole = File.ReadAllBytes(file);
        File.WriteAllBytes(file, whole[..(whole.Length / 2)]);
        StringAssert.Contains(Fault(file), $"'{file}' cannot be unpacked by gzip: it ends early.");
    }

    private string Refused(params string[] lines) => Fault(_folder.Write("graphs.jsonl", lines));

    private string Fault(string file) => Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Graphs.LoadJsonLines(file)).Message;
}
