using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Graphs;

/// <summary>The nodes of one graph as rows.</summary>
[TestClass]
public sealed class NodeTests
{
    private const int Count = 120, Groups = 3;
    private readonly MLContext _ml = new(1);

    public static IEnumerable<object[]> Kinds =>
        ArchitectureRegistry.All.Where(architecture => architecture.CreateOptions() is GraphNetworkOptions).Select(architecture => new object[] { architecture.Key });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Neighbours_tell_what_nodes_do_not(string key)
    {
        var (graph, rows) = Made();
        var options = Quick(key);
        using var model = _ml.Deep().MulticlassClassification.Nodes("Label", graph, options).Fit(Part(rows, train: true));
        Assert.IsGreaterThan(0.8, Accuracy(model, Part(rows, train: false)), key);
    }

    [TestMethod]
    public void Without_edges_a_network_is_no_better_than_chance_on_what_edges_tell()
    {
        var (graph, rows) = Made(linked: false);
        using var model = _ml.Deep().MulticlassClassification.Nodes("Label", graph, Quick("gcn")).Fit(Part(rows, train: true));
        Assert.IsLessThan(0.65, Accuracy(model, Part(rows, train: false)));
    }

    [TestMethod]
    public void A_saved_model_is_a_table_of_scores_by_id()
    {
        var (graph, rows) = Made();
        using var model = _ml.Deep().MulticlassClassification.Nodes("Label", graph, Quick("gcn")).Fit(Part(rows, train: true));
        var file = Path.Combine(Directory.CreateTempSubdirectory("nodes").FullName, "model.zip");
        _ml.Model.Save(model, rows.Schema, file);
        var unknown = _ml.Data.LoadFromEnumerable([new Node { Id = "nobody" }, new Node { Id = "n5" }], Definition());
        var live = Scores(model.Transform(rows)).ToList();
        var loaded = new MLContext().Model.LoadPlain(file, out _);
        var saved = Scores(loaded.Transform(rows)).ToList();
        for (var i = 0; i < live.Count; i++)
            for (var k = 0; k < Groups; k++) Assert.AreEqual(live[i][k], saved[i][k], 1e-5);
        Assert.IsTrue(Scores(loaded.Transform(unknown)).First().All(float.IsNaN));
        Assert.IsTrue(Scores(model.Transform(unknown)).First().All(float.IsNaN));
        Assert.AreEqual(live[5][0], Scores(model.Transform(unknown)).Last()[0], 1e-6);
    }

    [TestMethod]
    public void Weights_are_kept_and_score_the_nodes_of_another_graph()
    {
        var (graph, rows) = Made();
        using var model = _ml.Deep().MulticlassClassification.Nodes("Label", graph, Quick("graphsage")).Fit(Part(rows, train: true));
        var file = Path.Combine(Directory.CreateTempSubdirectory("nodes").FullName, "model.zip");
        _ml.Deep().Model.Save(model, rows.Schema, file);
        var loaded = (DeepTransformer)_ml.Deep().Model.Load(file, out _).Last();
        var e = Assert.ThrowsExactly<InvalidOperationException>(() => loaded.Transform(rows));
        StringAssert.Contains(e.Message, "OnGraph");
        using var same = _ml.Deep().Graphs.OnGraph(loaded, graph);
        CollectionAssert.AreEqual(Scores(model.Transform(rows)).First(), Scores(same.Transform(rows)).First());
        var (other, otherRows) = Made(seed: 7);
        using var moved = _ml.Deep().Graphs.OnGraph(loaded, other);
        Assert.IsGreaterThan(0.7, Accuracy(moved, otherRows));
    }

    [TestMethod]
    public void Mini_batches_of_neighbourhoods_learn_as_well()
    {
        var (graph, rows) = Made();
        var options = Quick("graphsage");
        (options.Fanouts, options.BatchSize) = ([5, 5], 16);
        using var model = _ml.Deep().MulticlassClassification.Nodes("Label", graph, options).Fit(Part(rows, train: true));
        using var again = _ml.Deep().MulticlassClassification.Nodes("Label", graph, options).Fit(Part(rows, train: true));
        Assert.IsGreaterThan(0.8, Accuracy(model, Part(rows, train: false)));
        CollectionAssert.AreEqual(Scores(model.Transform(rows)).First(), Scores(again.Transform(rows)).First());
    }

    [TestMethod]
    public void Inductive_training_sees_its_own_rows_alone()
    {
        var (graph, rows) = Made();
        var (options, told) = (Quick("graphsage"), new List<string>());
        options.Inductive = true;
        _ml.Log += (_, entry) => told.Add(entry.Message);
        using var model = _ml.Deep().MulticlassClassification.Nodes("Label", graph, options).Fit(Part(rows, train: true));
        Assert.IsTrue(told.Any(line => line.Contains($"training sees {Count / 2} nodes", StringComparison.Ordinal)), string.Join('\n', told));
        Assert.IsGreaterThan(0.7, Accuracy(model, Part(rows, train: false)));
    }

    [TestMethod]
    public void The_order_of_nodes_and_edges_plays_no_part()
    {
        var (nodes, edges) = Data(1, linked: true);
        var (graph, rows) = Made();
        var shuffled = ((Node[])nodes.Clone(), ((Link[])edges.Clone()));
        new Random(5).Shuffle(shuffled.Item1);
        new Random(6).Shuffle(shuffled.Item2);
        using var model = _ml.Deep().MulticlassClassification.Nodes("Label", graph, Quick("gat")).Fit(Part(rows, train: true));
        using var moved = _ml.Deep().Graphs.OnGraph(model, _ml.Deep().Graphs.Create(View(shuffled.Item1), _ml.Data.LoadFromEnumerable(shuffled.Item2)));
        foreach (var (left, right) in Scores(model.Transform(rows)).Zip(Scores(moved.Transform(rows))))
            for (var k = 0; k < Groups; k++) Assert.AreEqual(left[k], right[k], 1e-5);
    }

    [TestMethod]
    public void Ids_that_are_wrong_are_named()
    {
        var (nodes, edges) = Data(1, linked: true);
        var twice = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Graphs.Create(View([.. nodes, nodes[3], new Node { Features = new float[Groups] }]), _ml.Data.LoadFromEnumerable(edges)));
        Assert.AreEqual("The table of nodes: column 'Id' must have an id in each row, no two alike, but row 121 has 'n3' again; row 122 has none (rows are counted from 1).", twice.Message);
        Link[] more = [.. edges, new Link { Source = "n1", Target = "nobody" }];
        var dangling = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Graphs.Create(View(nodes), _ml.Data.LoadFromEnumerable(more)));
        Assert.AreEqual($"The table of edges has 1 id that the table of nodes has not: 'nobody' in row {edges.Length + 1} (rows are counted from 1). Set DropDanglingEdges to leave them out.", dangling.Message);
        var graph = _ml.Deep().Graphs.Create(View(nodes), _ml.Data.LoadFromEnumerable(more), new NodeGraphOptions { DropDanglingEdges = true });
        Assert.AreEqual(1, graph.Summary.DanglingEdges);
        var rows = Part(Keyed(View([.. nodes.Take(9), new Node { Id = "nobody", Label = "0", Features = new float[Groups] }])), train: null);
        var unknown = Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().MulticlassClassification.Nodes("Label", graph, Quick("gcn")).Fit(rows));
        Assert.AreEqual("1 row has an id in column 'Id' that no node of the graph has: 'nobody' in row 10 (rows are counted from 1).", unknown.Message);
    }

    [TestMethod]
    public void Repeated_edges_loops_and_lonely_nodes_are_counted()
    {
        Node[] nodes = [.. Enumerable.Range(0, 5).Select(i => new Node { Id = $"n{i}", Features = [i, 0, 1] })];
        Link[] edges = [new() { Source = "n0", Target = "n1" }, new() { Source = "n1", Target = "n0" }, new() { Source = "n0", Target = "n1" }, new() { Source = "n2", Target = "n2" }];
        var graph = _ml.Deep().Graphs.Create(View(nodes), _ml.Data.LoadFromEnumerable(edges));
        Assert.AreEqual(new NodeGraphSummary(IsolatedNodes: 2, SelfLoops: 1, RepeatedEdges: 4, DanglingEdges: 0), graph.Summary);
        Assert.AreEqual(3, graph.EdgeCount);
    }

    [TestMethod]
    public void Labels_spread_along_edges_and_correct_what_a_model_says()
    {
        var (graph, rows) = Made();
        var basis = _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy();
        var catalog = _ml.Deep().MulticlassClassification;
        var alone = Accuracy(basis.Fit(Part(rows, train: true)), Part(rows, train: false));
        using var spread = catalog.LabelPropagation("Label", graph).Fit(Part(rows, train: true));
        using var corrected = catalog.CorrectAndSmooth("Label", graph, basis).Fit(Part(rows, train: true));
        Assert.IsGreaterThan(0.85, Accuracy(spread, Part(rows, train: false)));
        Assert.IsGreaterThan(alone + 0.1, Accuracy(corrected, Part(rows, train: false)));
        var file = Path.Combine(Directory.CreateTempSubdirectory("nodes").FullName, "model.zip");
        _ml.Model.Save(corrected, rows.Schema, file);
        foreach (var (left, right) in Scores(corrected.Transform(rows)).Zip(Scores(new MLContext().Model.LoadPlain(file, out _).Transform(rows))))
            for (var k = 0; k < Groups; k++) Assert.AreEqual(left[k], right[k], 1e-5);
    }

    [TestMethod]
    public void Embeddings_of_nodes_have_length_1_and_are_saved()
    {
        var (graph, rows) = Made();
        using var model = _ml.Deep().MulticlassClassification.Nodes("Label", graph, Quick("gcn")).Fit(Part(rows, train: true));
        using var embedding = model.ToEmbedding();
        var file = Path.Combine(Directory.CreateTempSubdirectory("nodes").FullName, "model.zip");
        _ml.Model.Save(embedding, rows.Schema, file);
        var saved = new MLContext().Model.LoadPlain(file, out _).Transform(rows).GetColumn<float[]>("Embedding").ToList();
        foreach (var (one, other) in embedding.Transform(rows).GetColumn<float[]>("Embedding").Zip(saved))
        {
            Assert.AreEqual(1, one.Sum(v => v * v), 1e-4);
            for (var i = 0; i < one.Length; i++) Assert.AreEqual(one[i], other[i], 1e-5);
        }
    }

    [TestMethod]
    public void Links_are_told_from_pairs_without_one()
    {
        var (nodes, edges) = Data(1, linked: true);
        var parts = _ml.Deep().Graphs.SplitEdges(_ml.Data.LoadFromEnumerable(edges), seed: 3);
        var (training, whole) = (_ml.Deep().Graphs.Create(View(nodes), parts.TrainSet), _ml.Deep().Graphs.Create(View(nodes), _ml.Data.LoadFromEnumerable(edges)));
        foreach (var decoder in Enum.GetValues<LinkDecoder>())
        {
            var options = (GcnOptions)Quick("gcn");
            (options.LinkDecoder, options.BatchSize, options.HiddenSize, options.ValidationSet) = (decoder, 128, 32, parts.ValidationSet);
            using var model = _ml.Deep().Graphs.Links(training, options).Fit(parts.TrainSet);
            var metrics = _ml.Deep().Graphs.EvaluateLinks(model, parts.TestSet, whole, candidates: 20);
            Assert.IsGreaterThan(0.75, metrics.AreaUnderRocCurve, $"{decoder}: {metrics}");
            Assert.IsGreaterThan(0.6, metrics.AveragePrecision, $"{decoder}: {metrics}");
            var file = Path.Combine(Directory.CreateTempSubdirectory("links").FullName, "model.zip");
            _ml.Model.Save(model, parts.TestSet.Schema, file);
            var saved = _ml.Deep().Graphs.EvaluateLinks(new MLContext().Model.LoadPlain(file, out _), parts.TestSet, whole, candidates: 20);
            Assert.AreEqual(metrics.AreaUnderRocCurve, saved.AreaUnderRocCurve, 1e-6);
            var kept = Path.Combine(Path.GetDirectoryName(file)!, "weights.zip");
            _ml.Deep().Model.Save(model, parts.TestSet.Schema, kept);
            using var loaded = _ml.Deep().Graphs.OnGraph((DeepTransformer)_ml.Deep().Model.Load(kept, out _).Last(), training);
            Assert.AreEqual(metrics.AreaUnderRocCurve, _ml.Deep().Graphs.EvaluateLinks(loaded, parts.TestSet, whole, candidates: 20).AreaUnderRocCurve, 1e-6);
        }
    }

    [TestMethod]
    public void Links_take_large_batches_where_each_step_computes_the_whole_graph()
    {
        var (nodes, edges) = Data(1, linked: true);
        var (links, graph) = (_ml.Data.LoadFromEnumerable(edges), _ml.Deep().Graphs.Create(View(nodes), _ml.Data.LoadFromEnumerable(edges)));
        long BatchSize(Action<GcnOptions> change, int negatives = 1)
        {
            var options = new GcnOptions { MaxEpochs = 1, HiddenSize = 8, ValidationFraction = 0, Seed = 1 };
            change(options);
            long? first = null;
            options.OnProgress = progress => first ??= progress.RowsDone;
            using var model = _ml.Deep().Graphs.Links(graph, options, new LinkOptions { NegativesPerEdge = negatives }).Fit(links);
            return first!.Value;
        }
        Assert.AreEqual(256, BatchSize(_ => { }), "720 edges and 720 pairs");
        Assert.AreEqual(32, BatchSize(options => options.BatchSize = 32));
        Assert.AreEqual(900, BatchSize(_ => { }, negatives: 9), "an eighth of 7,200");
    }

    [TestMethod]
    public void A_column_of_parts_without_rows_to_train_on_is_named()
    {
        var (nodes, _) = Data(1, linked: true);
        var e = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Graphs.SplitByColumn(View(nodes), "Label"));
        Assert.AreEqual("Column 'Label' has no row 'train'; it has '0', '1', '2'. (Parameter 'columnName')", e.Message);
    }

    private static GraphNetworkOptions Quick(string key)
    {
        var options = (GraphNetworkOptions)ArchitectureRegistry.Get(key).CreateSmallOptions();
        (options.MaxEpochs, options.Seed, options.LearningRate, options.Layers, options.Dropout) = (60, 1, 0.02, 2, 0.2);
        return options;
    }

    // Groups of nodes that are mostly linked among themselves. What a node has tells little of its group.
    private static (Node[] Nodes, Link[] Edges) Data(int seed, bool linked)
    {
        var random = new Random(seed);
        Node[] nodes = [.. Enumerable.Range(0, Count).Select(i => new Node
        {
            Id = $"n{i}",
            Label = $"{i % Groups}",
            Features = [.. Enumerable.Range(0, Groups).Select(k => (float)((k == i % Groups ? 0.7 : 0) + (2 * random.NextDouble())))],
        })];
        var edges = new List<Link>();
        for (var i = 0; i < Count; i++)
            for (var k = 0; k < 6; k++)
            {
                var other = random.Next(Count / Groups) * Groups + (linked && random.Next(10) > 0 ? i % Groups : random.Next(Groups));
                if (linked || k == 0) edges.Add(new Link { Source = $"n{i}", Target = $"n{(linked ? other : i)}" });
            }
        return (nodes, [.. edges]);
    }

    private (NodeGraph Graph, IDataView Rows) Made(bool linked = true, int seed = 1)
    {
        var (nodes, edges) = Data(seed, linked);
        return (_ml.Deep().Graphs.Create(View(nodes), _ml.Data.LoadFromEnumerable(edges)), Keyed(View(nodes)));
    }

    private IDataView Keyed(IDataView rows) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);

    private static SchemaDefinition Definition()
    {
        var definition = SchemaDefinition.Create(typeof(Node));
        definition[nameof(Node.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Groups);
        return definition;
    }

    private IDataView View(Node[] nodes) => _ml.Data.LoadFromEnumerable(nodes, Definition());

    // Every other node; all for null.
    private static IDataView Part(IDataView rows, bool? train) => train is null ? rows : new MLNetDeep.Data.RowSubset(rows, row => row / Groups % 2 == 0 == train);

    private double Accuracy(ITransformer model, IDataView rows) => _ml.MulticlassClassification.Evaluate(model.Transform(rows)).MicroAccuracy;

    private static IEnumerable<float[]> Scores(IDataView scored) => scored.GetColumn<float[]>("Score").ToList();

    private sealed class Node
    {
        public string Id { get; set; } = "";

        public string Label { get; set; } = "";

        public float[] Features { get; set; } = new float[Groups];
    }

    private sealed class Link
    {
        public string Source { get; set; } = "";

        public string Target { get; set; } = "";
    }
}
