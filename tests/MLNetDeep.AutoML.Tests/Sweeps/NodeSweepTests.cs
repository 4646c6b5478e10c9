using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>Rows that are nodes of one graph: graph networks, label propagation, correct and smooth, and what nodes have without edges, on the same folds.</summary>
[TestClass]
public sealed class NodeSweepTests
{
    private const int Count = 120, Groups = 3;

    private static readonly PredictionTask _task = PredictionTask.Multiclass("Label");

    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Networks_and_baselines_are_compared_on_the_same_folds()
    {
        (NodeGraph graph, IDataView rows) = Made();
        AutoML.Comparison result = _ml.Deep().Compare(_task,
        [
            Contender.Nodes("gcn", graph, Small), Contender.LabelPropagation(graph), Contender.CorrectAndSmooth(graph, Contender.Classical(_task, "lbfgs")), Contender.Classical(_task, "lbfgs"),
        ], rows, new ComparisonOptions { Folds = 3, FeatureColumnNames = ["Features"], Reference = "lbfgs" });
        foreach (ComparisonEntry entry in result.Entries)
            Assert.IsNull(entry.Failure, entry.Failure);
        foreach (string key in new[] { "gcn", "labelpropagation", "correctandsmooth" })
        {
            Assert.IsGreaterThan(result["lbfgs"].Metrics[0].Mean + 0.05, result[key].Metrics[0].Mean, result.ToMarkdown());
            Assert.IsNotNull(result[key].ModelBytes);
            CollectionAssert.AreEqual(result["lbfgs"].Folds.Select(f => f.TestRows).ToArray(), result[key].Folds.Select(f => f.TestRows).ToArray());
        }
    }

    [TestMethod]
    public void Networks_and_baselines_are_searched_and_the_best_is_a_table_of_scores()
    {
        (NodeGraph graph, IDataView rows) = Made();
        SweepResult result = _ml.Deep().Sweep(_task).WithFeatures("Features").Over(Contender.Nodes("gcn", graph, Small), Contender.LabelPropagation(graph), Contender.CorrectAndSmooth(graph, Contender.Deep("mlp", o => o.MaxEpochs = 5)))
            .WithMaxTrials(6).WithSeed(1).Run(rows);
        Assert.IsTrue(result.Leaderboard.All(t => t.Reason is null), string.Join('\n', result.Leaderboard.Select(t => t.Reason)));
        CollectionAssert.IsSubsetOf(new[] { "gcn", "labelpropagation", "correctandsmooth" }, result.Leaderboard.Select(t => result.Split(t).Contender.Key).ToArray());
        string file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(result.Model, rows.Schema, file);
            List<float[]> live = Scores(result.Model.Transform(rows)), saved = Scores(new MLContext().Model.LoadPlain(file, out _).Transform(rows));
            for (int i = 0; i < live.Count; i++)
                for (int k = 0; k < Groups; k++)
                    Assert.AreEqual(live[i][k], saved[i][k], 1e-4);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void A_pipeline_of_the_users_own_over_nodes_takes_part_too()
    {
        (NodeGraph graph, IDataView rows) = Made();
        Contender mine = Contender.Of("mine", new SearchSpace([new IntegerHyperparameter("HiddenSize", 8, 32)]), trial => trial.Context.Deep().MulticlassClassification
            .Nodes("Label", graph, new GraphSageOptions { MaxEpochs = 20, LearningRate = 0.02, Seed = trial.Seed, HiddenSize = trial.Configuration.TryGet("HiddenSize", out object? size) ? (int)size : 16 }));
        SweepResult found = _ml.Deep().Sweep(_task).Over(mine).WithMaxTrials(2).Run(rows);
        Assert.IsTrue(found.Leaderboard.All(t => t.Reason is null), found.Leaderboard[0].Reason);
        AutoML.Comparison result = _ml.Deep().Compare(_task, [mine, Contender.Classical(_task, "constant")], rows, new ComparisonOptions { Folds = 2, FeatureColumnNames = ["Features"] });
        Assert.AreEqual("mine", result.Entries[0].Key, result.ToMarkdown());
    }

    [TestMethod]
    public void What_does_not_suit_says_so()
    {
        (NodeGraph graph, IDataView rows) = Made();
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => Contender.Nodes("mlp", graph)).Message, "MLP takes table, but networks for graphs are expected: appnp, gat, gatv2, gcn, gin, gine, graphsage, rgcn.");
        IDataView flagged = _ml.Transforms.Conversion.ConvertType("Flag", "IsFirst", DataKind.Boolean).Fit(rows).Transform(rows);
        AutoML.Comparison result = _ml.Deep().Compare(PredictionTask.Binary("Flag"), [Contender.LabelPropagation(graph)], flagged, new ComparisonOptions { Folds = 2, FeatureColumnNames = ["Features"] });
        StringAssert.Contains(result.Entries[0].Failure!, "Label propagation is for the task 'multiclass', but the task is 'binary'.");
    }

    private static void Small(GraphNetworkOptions options) => (options.MaxEpochs, options.LearningRate, options.Dropout) = (40, 0.02, 0.2);

    private static List<float[]> Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score")];

    // Groups of nodes that are mostly linked among themselves. What a node has tells little of its group.
    private (NodeGraph Graph, IDataView Rows) Made()
    {
        var random = new Random(1);
        Node[] nodes = [.. Enumerable.Range(0, Count).Select(i => new Node
        {
            Id = $"n{i}", Label = $"{i % Groups}", IsFirst = i % Groups == 0,
            Features = [.. Enumerable.Range(0, Groups).Select(k => (float)((k == i % Groups ? 0.7 : 0) + (2 * random.NextDouble())))],
        })];
        Link[] links = [.. Enumerable.Range(0, 6 * Count).Select(i => new Link { Source = $"n{i % Count}", Target = $"n{(random.Next(Count / Groups) * Groups) + (random.Next(10) > 0 ? i % Groups : random.Next(Groups))}" })];
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Node));
        definition[nameof(Node.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Groups);
        IDataView view = _ml.Data.LoadFromEnumerable(nodes, definition);
        return (_ml.Deep().Graphs.Create(view, _ml.Data.LoadFromEnumerable(links), new NodeGraphOptions { FeatureColumnNames = ["Features"] }), _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view));
    }

    private sealed class Node
    {
        public string Id { get; set; } = "";

        public string Label { get; set; } = "";

        public bool IsFirst { get; set; }

        public float[] Features { get; set; } = new float[Groups];
    }

    private sealed class Link
    {
        public string Source { get; set; } = "";

        public string Target { get; set; } = "";
    }
}
