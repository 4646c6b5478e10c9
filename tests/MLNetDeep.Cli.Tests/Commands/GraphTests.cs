using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Files with a graph a line from the command line: found by themselves, trained on, evaluated and predicted.</summary>
[TestClass]
public sealed class GraphTests : IDisposable
{
    private static readonly string[] _quick = ["--set", "HiddenSize=16", "Layers=2", "BatchSize=8", "LearningRate=0.01", "Threads=1", "--max-epochs", "15", "--seed", "1"];

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.File("model.zip");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Graphs_are_found_by_their_edges_trained_on_evaluated_and_predicted()
    {
        (string train, string test, string predicted) = (Rings("train.jsonl", 160), Rings("test.jsonl", 40), _folder.File("p.csv"));
        CommandLineRun run = CommandLineRun.Of(["train", "--data", train, "--label", "label", "--test", test, "--out", Model, .. _quick]).ShouldSucceed();
        foreach (string part in new[]
        {
            "160 graphs (JSON lines with \"edges\"), label label, features: tags of nodes, tags of edges; 6.5 nodes and 6.5 edges on average.",
            "Not features: id, size: networks learn from nodes and edges alone.", "Task: binary, because 'label' has the values ring and tree.", "Architecture: gine, the default.",
        })
            StringAssert.Contains(run.Error, part);
        // Rings and trees have as many nodes and edges: only who is linked with whom tells.
        Assert.IsGreaterThan(0.9, Metric("Accuracy", test));
        CommandLineRun.Of("predict", "--model", Model, "--data", test, "--keep", "id,size", "--out", predicted).ShouldSucceed();
        string[] lines = File.ReadAllLines(predicted);
        Assert.AreEqual("id,size,PredictedLabel,Score,Probability", lines[0]);
        Assert.HasCount(41, lines);
        StringAssert.StartsWith(lines[1], "graph 0,5,");
        Assert.IsGreaterThan(0.9, lines.Skip(1).Index().Average(line => line.Item.Split(',')[2] == (line.Index % 2 == 0 ? "ring" : "tree") ? 1.0 : 0));
    }

    [TestMethod]
    public void The_task_follows_from_the_property()
    {
        string train = Rings("train.jsonl.gz", 60);
        foreach ((string label, string task) in new[] { ("list", "multilabel"), ("hasA,hasB", "multilabel"), ("weight", "regression"), ("size", "multiclass") })
        {
            string path = Rings("tasks.jsonl", 60, isFull: true);
            CommandLineRun run = CommandLineRun.Of("train", "--data", path, "--label", label, "--arch", "gcn", "--out", Model, "--max-epochs", "1", "--seed", "1").ShouldSucceed();
            StringAssert.Contains(run.Error, $"Task: {task}, because", label);
            CommandLineRun.Of("evaluate", "--model", Model, "--data", path).ShouldSucceed();
            CommandLineRun.Of("predict", "--model", Model, "--data", path, "--out", _folder.File("p.csv")).ShouldSucceed();
            Assert.HasCount(61, File.ReadAllLines(_folder.File("p.csv")));
        }
        CommandLineRun.Of("train", "--data", train, "--label", "label", "--arch", "gat", "--out", Model, "--max-epochs", "1").ShouldSucceed();
    }

    [TestMethod]
    public void Rows_without_a_label_are_left_out_and_groups_and_weights_are_properties()
    {
        string path = _folder.File("some.jsonl");
        File.WriteAllLines(path, Enumerable.Range(0, 80).Select(i => JsonSerializer.Serialize(new { label = i % 10 == 9 ? null : i % 2 == 0 ? "a" : "b", nodes = new[] { "C", i % 2 == 0 ? "O" : "N" }, edges = new[] { new[] { 0, 1 } }, fold = i / 8, importance = 1 + (i % 3) })));
        CommandLineRun run = CommandLineRun.Of("train", "--data", path, "--label", "label", "--arch", "gin", "--group", "fold", "--set", "ExampleWeightColumnName=importance", "--max-epochs", "2", "--out", Model).ShouldSucceed();
        StringAssert.Contains(run.Error, "8 rows of");
        StringAssert.Contains(run.Error, "Rows are weighted by 'importance'");
        CommandLineRun.Of("train", "--from", Model, "--data", path, "--max-epochs", "1", "--out", _folder.File("more.zip")).ShouldSucceed();
    }

    [TestMethod]
    public void A_file_whose_first_graph_has_no_edges_is_one_of_graphs()
    {
        string path = _folder.File("lone.jsonl");
        File.WriteAllLines(path, ["", "{\"label\": \"x\", \"nodes\": [\"C\"]}", .. Enumerable.Range(0, 30).Select(i => $"{{\"label\": \"{(i % 2 == 0 ? "x" : "y")}\", \"nodes\": [\"C\", \"{(i % 2 == 0 ? "C" : "O")}\"], \"edges\": [[0, 1]]}}")]);
        CommandLineRun.Of("train", "--data", path, "--label", "label", "--out", Model, "--max-epochs", "1").ShouldSucceed();
        // A model of graphs takes a file that no edge tells.
        File.WriteAllText(path, "{\"nodes\": [\"C\"]}\n");
        CommandLineRun.Of("predict", "--model", Model, "--data", path, "--out", _folder.File("p.csv")).ShouldSucceed();
        Assert.HasCount(2, File.ReadAllLines(_folder.File("p.csv")));
    }

    [TestMethod]
    public void What_is_wrong_is_said()
    {
        (string graphs, string table, string bad) = (Rings("train.jsonl", 20), _folder.File("t.csv"), _folder.File("bad.jsonl"));
        File.WriteAllLines(table, ["Label,A", .. Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? "x" : "y")},{i * i % 7}")]);
        File.WriteAllLines(bad, ["{\"label\": 1, \"nodes\": [\"C\"], \"edges\": [[0, 3]]}", "{\"label\": 1, \"nodes\": [\"C\"], \"edges\": 7}"]);
        string[] Train(string data, params string[] more) => ["train", "--data", data, "--label", "label", "--out", Model, .. more];
        CommandLineRun.Of(Train(bad)).ShouldFail(1, "line 1: edge 0 is [0, 3], but the graph has 1 node: positions are counted from 0.");
        CommandLineRun.Of(Train(graphs, "--arch", "tabm")).ShouldFail(2, "has graphs, which networks for graphs take: --arch appnp, gat, gatv2, gcn, gin, gine, graphsage, rgcn.");
        CommandLineRun.Of(Train(graphs, "--features", "id")).ShouldFail(2, "--features, --image and --text name columns of a table");
        CommandLineRun.Of("train", "--data", graphs, "--label", "colour", "--out", Model).ShouldFail(1, "have no property 'colour'. They have label, id, size.");
        CommandLineRun.Of("train", "--data", table, "--arch", "gin", "--out", Model).ShouldFail(2, "gin takes graphs, but");
        CommandLineRun.Of("compare", "--data", graphs, "--label", "label", "--archs", "gin,tabm").ShouldFail(2, "has graphs, which networks for graphs take: --arch appnp");
        CommandLineRun.Of("auto", "--data", graphs, "--label", "label", "--features", "id", "--out", Model).ShouldFail(2, "--features, --image and --text name columns of a table");
        CommandLineRun.Of("describe", "--data", graphs).ShouldFail(2, "has graphs, but describe is about tables.");
        CommandLineRun.Of(Train(graphs, "--max-epochs", "1")).ShouldSucceed();
        CommandLineRun.Of("evaluate", "--model", Model, "--data", table).ShouldFail(1, "is no file with a graph a line, as JSON.");
        File.WriteAllText(bad, "{\"nodes\": [\"C\", \"C\"], \"edges\": [[0, 1]]}\n");
        CommandLineRun.Of("predict", "--model", Model, "--data", bad, "--out", _folder.File("p.csv")).ShouldFail(1, "have no 'edge_tags', which those have that the model was trained on.");
        // Of graphs without any edge there is nothing to have tags.
        File.WriteAllText(bad, "{\"nodes\": [\"C\", \"C\"]}\n{\"nodes\": [\"C\"]}\n");
        CommandLineRun.Of("predict", "--model", Model, "--data", bad, "--out", _folder.File("p.csv")).ShouldSucceed();
        Assert.HasCount(3, File.ReadAllLines(_folder.File("p.csv")));
        CommandLineRun.Of("train", "--data", table, "--arch", "mlp", "--max-epochs", "1", "--out", Model).ShouldSucceed();
        CommandLineRun.Of("predict", "--model", Model, "--data", graphs, "--out", _folder.File("p.csv")).ShouldFail(1, "The model takes columns of a table, but");
    }

    [TestMethod]
    public void Networks_and_bags_of_tags_are_compared_and_searched()
    {
        MLNetDeep.Tests.Support.Full.OrSkip();
        (string train, string test, string json) = (Rings("train.jsonl", 120), Rings("test.jsonl", 40), _folder.File("c.json"));
        CommandLineRun.Of(["compare", "--data", train, "--label", "label", "--archs", "gin", "--baselines", "lightgbm,lbfgs", "--folds", "3", "--json", json, .. _quick]).ShouldSucceed();
        JsonObject metrics = JsonNode.Parse(File.ReadAllText(json))!["metrics"]!.AsObject();
        CollectionAssert.AreEquivalent(new[] { "gin", "lightgbm", "lbfgs" }, metrics.Select(m => m.Key).ToArray());
        Assert.IsGreaterThan(0.8, metrics["gin"]!["Accuracy"]!.GetValue<double>());
        CommandLineRun run = CommandLineRun.Of("sweep", "--data", train, "--label", "label", "--archs", "gin", "--baselines", "lbfgs", "--trials", "3", "--test", test, "--out", Model, "--seed", "1").ShouldSucceed();
        StringAssert.Contains(run.Error, "120 graphs (JSON lines with \"edges\")");
        CommandLineRun.Of("auto", "--data", train, "--label", "label", "--minutes", "0.2", "--out", _folder.File("auto.zip")).ShouldSucceed();
        Assert.IsGreaterThan(0.9, Metric("Accuracy", test));
        CommandLineRun.Of("predict", "--model", _folder.File("auto.zip"), "--data", test, "--keep", "id", "--out", _folder.File("p.csv")).ShouldSucceed();
        Assert.HasCount(41, File.ReadAllLines(_folder.File("p.csv")));
    }

    private double Metric(string name, string data)
    {
        string json = _folder.File("e.json");
        CommandLineRun.Of("evaluate", "--model", Model, "--data", data, "--json", json).ShouldSucceed();
        return JsonNode.Parse(File.ReadAllText(json))!["metrics"]![name]!.GetValue<double>();
    }

    // Rings, and trees with a loop of three at their end: both have as many edges as nodes.
    private string Rings(string name, int count, bool isFull = false)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            int nodes = 5 + (i / 2 % 4);
            int[][] edges = [.. Enumerable.Range(0, nodes - 1).Select(j => new[] { j, j + 1 }), [nodes - 1, i % 2 == 0 ? 0 : nodes - 3]];
            var graph = new Dictionary<string, object>
            {
                ["label"] = i % 2 == 0 ? "ring" : "tree",
                ["id"] = $"graph {i}",
                ["nodes"] = Enumerable.Repeat("C", nodes),
                ["edges"] = edges,
                ["edge_tags"] = Enumerable.Repeat("-", nodes),
                ["size"] = nodes,
            };
            if (isFull)
                (graph["list"], graph["hasA"], graph["hasB"], graph["weight"]) = (new[] { i % 2, i / 2 % 2 }, i % 2, i / 2 % 2, nodes + 0.25 + (i * 0.01));
            text.Append(JsonSerializer.Serialize(graph)).Append('\n');
        }
        using Stream file = File.Create(_folder.File(name));
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Compress) : file;
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        return _folder.File(name);
    }
}
