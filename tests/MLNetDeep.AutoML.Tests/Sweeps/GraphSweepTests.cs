using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>Rows that are graphs: networks for graphs beside trainers of ML.NET's own on bags of their tags.</summary>
[TestClass]
public sealed class GraphSweepTests
{
    private static readonly PredictionTask _task = PredictionTask.Binary("IsRing");

    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Networks_and_trainers_of_bags_of_tags_search_together_and_the_best_is_saved()
    {
        IDataView rows = Load(150);
        SweepResult result = _ml.Deep().Sweep(_task).Over(Contender.Deep("gin", Small), Contender.Classical(_task, "lbfgs"), Contender.Classical(_task, "lightgbm"))
            .WithMaxTrials(5).WithSeed(1).Run(rows);
        Assert.IsTrue(result.Leaderboard.All(t => t.Reason is null), string.Join('\n', result.Leaderboard.Select(t => t.Reason)));
        CollectionAssert.IsSubsetOf(new[] { "gin", "lbfgs", "lightgbm" }, result.Leaderboard.Select(t => result.Split(t).Contender.Key).ToArray());
        CollectionAssert.AreEqual(new[] { "Nodes", "NodeFeatures", "Sources", "Targets", "EdgeTags" }, result.Features.ToArray());
        AssertSaved(result.Model, 0.9);
    }

    [TestMethod]
    [DataRow("lbfgs"), DataRow("lightgbm"), DataRow("sdca")]
    public void A_bag_of_tags_is_saved_with_its_trainer(string key)
    {
        SweepResult result = _ml.Deep().Sweep(_task).WithGraphs().Over(Contender.Classical(_task, key)).WithMaxTrials(1).Run(Load(150));
        AssertSaved(result.Model, 0.6);
    }

    [TestMethod]
    public void What_is_found_by_itself_suits_graphs()
    {
        SweepResult result = _ml.Deep().AutoML("IsRing").WithMaxTrials(2).WithSeed(1).WithRefit(false).Run(Load(60));
        CollectionAssert.IsSubsetOf(result.Trials.Select(t => result.Split(t).Contender.Key).Distinct().ToArray(), new[] { "lightgbm", "lbfgs", "sdca", "gin", "gine", "graphsage", "gatv2" });
    }

    [TestMethod]
    public void Edges_tell_more_than_a_bag_of_tags_on_the_same_folds()
    {
        AutoML.Comparison result = _ml.Deep().Compare(_task, [Contender.Deep("gin", Small), Contender.Classical(_task, "lbfgs"), Contender.Classical(_task, "lightgbm")], Load(150), new ComparisonOptions { Folds = 3 });
        foreach (ComparisonEntry entry in result.Entries)
            Assert.IsNull(entry.Failure, entry.Failure);
        Assert.AreEqual("gin", result.Entries[0].Key);
        Assert.IsGreaterThan(result["lbfgs"].Metrics[0].Mean + 0.1, result["gin"].Metrics[0].Mean);
        Assert.IsNotNull(result["lightgbm"].ModelBytes);
    }

    [TestMethod]
    public void Columns_have_other_names_where_that_is_said()
    {
        IDataView rows = _ml.Transforms.CopyColumns("From", "Sources").Append(_ml.Transforms.DropColumns("Sources")).Fit(Load(60)).Transform(Load(60));
        var columns = new GraphTrainerOptions { SourceColumnName = "From" };
        AutoML.Comparison result = _ml.Deep().Compare(_task, [Contender.Deep("gcn", Small), Contender.Classical(_task, "lbfgs")], rows, new ComparisonOptions { Folds = 2, Graph = columns });
        Assert.IsTrue(result.Entries.All(entry => entry.Failure is null), string.Join('\n', result.Entries.Select(entry => entry.Failure)));
    }

    [TestMethod]
    public void What_does_not_suit_says_so()
    {
        var wrong = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Compare(_task, [Contender.Classical(_task, "lbfgs")], Load(60), new ComparisonOptions { Graph = new GraphTrainerOptions(), FeatureColumnNames = ["Size"] }));
        Assert.AreEqual("Rows are graphs: columns of a table, of images or of text cannot be learnt from beside them.", wrong.Message);
        AutoML.Comparison result = _ml.Deep().Compare(_task, [Contender.Deep("mlp"), Contender.Classical(_task, "lbfgs")], Load(60), new ComparisonOptions { Folds = 2 });
        StringAssert.Contains(result["mlp"].Failure!, "takes table, but the features are graphs.");
        AutoML.Comparison table = _ml.Deep().Compare(_task, [Contender.Deep("gin"), Contender.Classical(_task, "lbfgs")], Load(60), new ComparisonOptions { Folds = 2, FeatureColumnNames = ["Size"] });
        StringAssert.Contains(table["gin"].Failure!, "takes graph, but the features are columns of a table.");
    }

    private void AssertSaved(ITransformer model, double accuracy)
    {
        IDataView others = Load(60, 2);
        string file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(model, others.Schema, file);
            IDataView scored = new MLContext().Model.LoadPlain(file, out _).Transform(others);
            Assert.IsGreaterThan(accuracy, _ml.BinaryClassification.EvaluateNonCalibrated(scored, "IsRing").Accuracy);
            foreach ((float live, float saved) in Scores(model.Transform(others)).Zip(Scores(scored)))
                Assert.AreEqual(live, saved, 1e-4);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<float> Scores(IDataView scored) => scored.GetColumn<float>("Score").ToList();

    private static void Small(TrainerOptions options) => (options.MaxEpochs, options.BatchSize, options.LearningRate) = (30, 16, 0.01);

    private IDataView Load(int count, int seed = 1) => _ml.Data.LoadFromEnumerable(Graphs(count, seed));

    // Rings, and paths with a loop of three at their end: as many edges as nodes. Tags tell a little: rings mostly have one more O.
    private static IEnumerable<Graph> Graphs(int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            (bool isRing, int nodes) = (i % 2 == 0, 5 + random.Next(4));
            int[] sources = [.. Enumerable.Range(0, nodes)], targets = [.. Enumerable.Range(1, nodes - 1), isRing ? 0 : nodes - 3];
            int oxygens = 1 + (random.Next(4) > 0 == isRing ? 1 : 0);
            yield return new Graph
            {
                IsRing = isRing,
                Nodes = [.. Enumerable.Range(0, nodes).Select(node => node < oxygens ? "O" : "C")],
                NodeFeatures = [.. Enumerable.Range(0, nodes).Select(node => node == 2 ? float.NaN : (float)random.NextDouble())],
                Sources = sources,
                Targets = targets,
                EdgeTags = [.. sources.Select(_ => "single")],
                Size = nodes,
            };
        }
    }

    private sealed class Graph
    {
        public bool IsRing { get; set; }

        public float Size { get; set; }

        public string[] Nodes { get; set; } = [];

        public float[] NodeFeatures { get; set; } = [];

        public int[] Sources { get; set; } = [];

        public int[] Targets { get; set; } = [];

        public string[] EdgeTags { get; set; } = [];
    }
}
