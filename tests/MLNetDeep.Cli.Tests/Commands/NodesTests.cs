using System.Text.Json.Nodes;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary><c>nodes</c>: from a table of nodes and one of edges to a model zip, its metrics and predictions.</summary>
[TestClass]
public sealed class NodesTests : IDisposable
{
    private static readonly string[] _quick = ["--set", "HiddenSize=16", "Threads=1", "--max-epochs", "60", "--seed", "1"];

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.File("model.zip");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Nodes_are_trained_on_evaluated_and_predicted_by_id()
    {
        (string nodes, string edges) = Write("", 200);
        CommandLineRun run = CommandLineRun.Of(["nodes", "train", "--nodes", nodes, "--edges", edges, "--split", "Split", "--out", Model, "--json", _folder.File("r.json"), .. _quick]).ShouldSucceed();
        StringAssert.Contains(run.Error, "Graph: 200 nodes, ");
        StringAssert.Contains(run.Error, "Label Label, features: Size, Words (bag of ");
        StringAssert.Contains(run.Error, "Task: multiclass, because 'Label' has 3 classes.");
        StringAssert.Contains(run.Output, "metrics on 'test'");
        double trained = Metric(_folder.File("r.json"));
        Assert.IsGreaterThan(0.85, trained);

        CommandLineRun.Of("nodes", "evaluate", "--model", Model, "--nodes", nodes, "--json", _folder.File("e.json")).ShouldSucceed();
        Assert.AreEqual(trained, Metric(_folder.File("e.json")), 1e-6);
        CommandLineRun.Of("nodes", "evaluate", "--model", Model, "--nodes", nodes, "--part", "all", "--json", _folder.File("a.json")).ShouldSucceed();
        Assert.AreNotEqual(trained, Metric(_folder.File("a.json")));

        // An id is enough, in any order; one that is not there has no prediction.
        File.WriteAllLines(_folder.File("few.csv"), ["Id,Note", "n7,seven", "who,x", "n1,one"]);
        run = CommandLineRun.Of("nodes", "predict", "--model", Model, "--nodes", _folder.File("few.csv"), "--keep", "Note", "--out", _folder.File("p.csv")).ShouldSucceed();
        StringAssert.Contains(run.Error, "1 id of");
        StringAssert.Contains(run.Error, "is not in the graph that the model was trained on: 'who'. They have no prediction.");
        string[] lines = File.ReadAllLines(_folder.File("p.csv"));
        Assert.AreEqual("Id,Note,PredictedLabel,Score.a,Score.b,Score.c", lines[0]);
        StringAssert.StartsWith(lines[1], "n7,seven,b,");
        StringAssert.StartsWith(lines[2], "who,x,,NaN");
        StringAssert.StartsWith(lines[3], "n1,one,b,");
    }

    [TestMethod]
    public void A_model_takes_another_graph()
    {
        (string nodes, string edges) = Write("", 150);
        CommandLineRun.Of(["nodes", "train", "--nodes", nodes, "--edges", edges, "--split", "Split", "--arch", "graphsage", "--out", Model, .. _quick]).ShouldSucceed();
        CommandLineRun.Of("nodes", "predict", "--model", Model, "--nodes", nodes, "--out", _folder.File("p.csv")).ShouldSucceed();
        CommandLineRun.Of("nodes", "predict", "--model", Model, "--nodes", nodes, "--edges", edges, "--out", _folder.File("q.csv")).ShouldSucceed();
        foreach ((string one, string other) in File.ReadLines(_folder.File("p.csv")).Zip(File.ReadLines(_folder.File("q.csv"))).Skip(1))
            CollectionAssert.AreEqual(one.Split(',')[..2], other.Split(',')[..2]);

        (string otherNodes, string otherEdges) = Write("new-", 90);
        CommandLineRun.Of("nodes", "evaluate", "--model", Model, "--nodes", otherNodes, "--part", "test").ShouldFail(1, "are not in the graph that the model was trained on: 'new-n");
        CommandLineRun run = CommandLineRun.Of("nodes", "evaluate", "--model", Model, "--nodes", otherNodes, "--edges", otherEdges, "--part", "all", "--json", _folder.File("e.json")).ShouldSucceed();
        StringAssert.Contains(run.Error, "Graph: 90 nodes");
        Assert.IsGreaterThan(0.8, Metric(_folder.File("e.json")));
    }

    [TestMethod]
    public void Numbers_are_labels_too_and_a_share_is_held_out_without_a_split()
    {
        (string nodes, string edges) = Write("", 120);
        CommandLineRun run = CommandLineRun.Of("nodes", "train", "--nodes", nodes, "--edges", edges, "--label", "Size", "--task", "regression", "--features", "Words", "--max-epochs", "3", "--validation", "0.2", "--out", Model).ShouldSucceed();
        StringAssert.Contains(run.Output, "RootMeanSquaredError");
        StringAssert.Contains(run.Output, "metrics on 24 validation rows");
        CommandLineRun.Of("nodes", "evaluate", "--model", Model, "--nodes", nodes).ShouldSucceed();
        StringAssert.Contains(CommandLineRun.Of("nodes", "predict", "--model", Model, "--nodes", nodes, "--out", _folder.File("p.csv")).ShouldSucceed().Output, "120 nodes in");
        CommandLineRun.Of("nodes", "evaluate", "--model", Model, "--nodes", nodes, "--part", "test").ShouldFail(2, "--part test: the model was trained without --split.");
    }

    [TestMethod]
    public void What_is_wrong_is_said()
    {
        (string nodes, string edges) = Write("", 30);
        string[] Train(params string[] more) => ["nodes", "train", "--nodes", nodes, "--edges", edges, "--out", Model, "--max-epochs", "1", .. more];
        CommandLineRun.Of(Train("--arch", "mlp")).ShouldFail(2, "--arch must be one of appnp, gat, gatv2, gcn, gin, gine, graphsage, rgcn, but was 'mlp'.");
        CommandLineRun.Of(Train("--label", "Topic")).ShouldFail(1, "has no column 'Topic'");
        CommandLineRun.Of(Train("--id", "Key")).ShouldFail(1, "has no column 'Key'");
        CommandLineRun.Of(Train("--source", "From")).ShouldFail(1, "has no column 'From'");
        CommandLineRun.Of(Train("--features", "Label")).ShouldFail(2, "--features names 'Label', which is the id, the label or the split.");
        CommandLineRun.Of(Train("--split", "Words")).ShouldFail(1, "Column 'Words' has no row 'train'");
        File.AppendAllText(edges, "n1\tnobody\n");
        CommandLineRun.Of(Train()).ShouldFail(1, "has 1 id that");
        CommandLineRun.Of(Train()).ShouldFail(1, "Give --drop-dangling to leave them out.");
        StringAssert.Contains(CommandLineRun.Of(Train("--drop-dangling")).ShouldSucceed().Error, "1 dangling edge left out");
        CommandLineRun.Of("predict", "--model", Model, "--data", nodes, "--out", _folder.File("p.csv")).ShouldFail(1, "is a model of nodes: 'mlnetdeep nodes evaluate' and 'mlnetdeep nodes predict' take it.");
        File.AppendAllText(nodes, "n1\ta\ttrain\t3\tfield\n");
        CommandLineRun.Of(Train("--drop-dangling")).ShouldFail(1, "column 'Id' must have an id in each row, no two alike, but row 31 has 'n1' again");
        File.WriteAllText(_folder.File("no.zip"), "no zip");
        CommandLineRun.Of("nodes", "predict", "--model", _folder.File("no.zip"), "--nodes", nodes, "--out", _folder.File("p.csv")).ShouldFail(1, "is not a complete model zip");
    }

    [TestMethod]
    public void The_papers_of_cora_are_told_by_their_words_and_citations()
    {
        Full.OrSkip();
        if (Environment.GetEnvironmentVariable("MLNETDEEP_DATA") is not { } data || !File.Exists(Path.Combine(data, "cora", "nodes.tsv")))
        {
            Assert.Inconclusive("MLNETDEEP_DATA names no folder with cora/nodes.tsv.");
            return;
        }
        (string nodes, string edges) = (Path.Combine(data, "cora", "nodes.tsv"), Path.Combine(data, "cora", "edges.tsv"));
        CommandLineRun.Of("nodes", "train", "--nodes", nodes, "--edges", edges, "--split", "Split", "--features", "Features", "--set", "HiddenSize=16", "--seed", "1", "--out", Model, "--json", _folder.File("r.json")).ShouldSucceed();
        Assert.IsGreaterThan(0.79, Metric(_folder.File("r.json")));
    }

    private static double Metric(string json) => JsonNode.Parse(File.ReadAllText(json))!["metrics"]!["MicroAccuracy"]!.GetValue<double>();

    // Three classes: words tell some, neighbours more.
    private (string Nodes, string Edges) Write(string prefix, int count)
    {
        var random = new Random(count);
        string[] classes = ["a", "b", "c"];
        string[][] own = [["wheat", "field", "rain", "barn"], ["steel", "furnace", "forge", "anvil"], ["violin", "choir", "opera", "flute"]];
        (string nodes, string edges) = (_folder.File($"{prefix}nodes.tsv"), _folder.File($"{prefix}edges.tsv"));
        string Words(int kind) => string.Join(' ', Enumerable.Range(0, 6).Select(_ => random.Next(10) < 4 ? own[kind][random.Next(4)] : $"word{random.Next(30)}"));
        File.WriteAllLines(nodes, ["Id\tLabel\tSplit\tSize\tWords", .. Enumerable.Range(0, count).Select(i => $"{prefix}n{i}\t{classes[i % 3]}\t{(i < count / 3 ? "train" : i < count / 2 ? "validation" : "test")}\t{random.Next(5, 9)}.5\t{Words(i % 3)}")]);
        File.WriteAllLines(edges, ["Source\tTarget", .. Enumerable.Range(3, count - 3).SelectMany(i => Enumerable.Range(0, 2).Select(_ => random.Next(10) < 8 ? (random.Next(i / 3) * 3) + (i % 3) : random.Next(i)).Distinct().Select(j => $"{prefix}n{i}\t{prefix}n{j}"))]);
        return (nodes, edges);
    }
}
