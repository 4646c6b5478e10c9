using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Persistence;
using MLNetDeep.Testing;

namespace MLNetDeep.Tests.Graphs;

/// <summary>Graphs as rows.</summary>
[TestClass]
public sealed class GraphModelTests
{
    private readonly MLContext _ml = new(1);

    public static IEnumerable<object[]> Options =>
    [
        .. Enum.GetNames<GraphPooling>().Select(name => new object[] { "gcn", $"Pooling={name}" }),
        .. Enum.GetNames<GraphNormalization>().Select(name => new object[] { "gcn", $"Normalization={name}" }),
        .. Enum.GetNames<JumpingKnowledge>().Select(name => new object[] { "gat", $"JumpingKnowledge={name}" }),
        .. Enum.GetNames<SageAggregation>().Select(name => new object[] { "graphsage", $"Aggregation={name}" }),
        ["gcn", "Residual=true"], ["gine", "LearnEpsilon=false"], ["gin", "RandomWalkSteps=4"], ["gin", "LaplacianVectors=3"], ["rgcn", "Bases=1"], ["gcn", "EdgeDropout=0.3"], ["appnp", "Pooling=Max"], ["gatv2", "Undirected=false"],
    ];

    [TestMethod]
    [DynamicData(nameof(Options))]
    public void Every_option_scores_alike_in_ONNX(string key, string setting)
    {
        var data = ContractData.Create(_ml, 40);
        using var model = Fit(key, data, setting);
        var file = Path.Combine(Directory.CreateTempSubdirectory("graphs").FullName, "model.zip");
        _ml.Model.Save(model, data.Schema, file);
        Assert.AreEqual(ScoringEngine.Onnx, model.ScoringEngine);
        var saved = Scores(new MLContext().Model.LoadPlain(file, out _).Transform(data));
        var raw = model.Forward(data);
        var wanted = MLNetDeep.Common.Tensors.ToFloats(raw.div(TorchSharp.torch.tensor(1f)).softmax(1));
        raw.Dispose();
        for (var i = 0; i < saved.Length; i++) Assert.AreEqual(wanted[i], saved[i], 1e-4, $"{key} {setting}");
    }

    [TestMethod]
    [DataRow("gcn"), DataRow("gat"), DataRow("gin"), DataRow("gine"), DataRow("graphsage"), DataRow("appnp"), DataRow("rgcn"), DataRow("gatv2")]
    public void The_order_of_nodes_and_edges_plays_no_part(string key)
    {
        var (rows, data) = (ContractData.Rows(12), ContractData.Create(_ml, 40));
        using var model = Fit(key, data);
        var random = new Random(2);
        var moved = rows.Select(row => Permuted(row, random)).ToArray();
        float[] before = Scores(model.Transform(_ml.Data.LoadFromEnumerable(rows))), after = Scores(model.Transform(_ml.Data.LoadFromEnumerable(moved)));
        for (var i = 0; i < before.Length; i++) Assert.AreEqual(before[i], after[i], 1e-5);
    }

    [TestMethod]
    public void Sums_are_right_with_any_number_of_threads()
    {
        var data = ContractData.Create(_ml, 40);
        using var model = Fit("gin", data);
        var task = TaskSaving.Of(model.Model.Task);
        var onnx = NetworkOnnx.Export(model.Model, task);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var features = model.Model.Network.Input.Probe(64);
        float[] Run(int threads)
        {
            using var options = new SessionOptions { IntraOpNumThreads = threads };
            using var session = new InferenceSession(onnx, options);
            var inputs = model.Model.Network.Input.ToOnnx(features);
            var names = model.Model.Network.Input.Ports.Select(port => port.Name).ToArray();
            using var run = new RunOptions();
            using var results = session.Run(run, names, inputs, [task.ScoreOutput]);
            return results[0].GetTensorDataAsSpan<float>().ToArray();
        }
        float[] one = Run(1), eight = Run(8);
        for (var i = 0; i < one.Length; i++) Assert.AreEqual(one[i], eight[i], 1e-5);
    }

    [TestMethod]
    public void Graphs_that_are_not_valid_are_named_all_at_once()
    {
        var rows = ContractData.Rows(12).ToArray();
        rows[2].Targets = [.. rows[2].Targets.SkipLast(1), 99];
        rows[4].NodeFeatures = [1];
        rows[7].Sources = [.. rows[7].Sources.SkipLast(1)];
        rows[9].EdgeTags = [];
        var data = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(_ml.Data.LoadFromEnumerable(rows)).Transform(_ml.Data.LoadFromEnumerable(rows));
        var e = Assert.ThrowsExactly<InvalidOperationException>(() => Fit("gin", data));
        Assert.AreEqual($"4 graphs are not valid (rows are counted from 1): row 3: edge {rows[2].Sources.Length} goes from node {rows[2].Sources[^1]} to node 99, but nodes are counted from 0 to {rows[2].Nodes.Length - 1}; "
            + $"row 5: there are {rows[4].Nodes.Length} nodes with 2 numbers each, but 1 numbers; row 8: there are {rows[7].Sources.Length} sources of edges, but {rows[7].Targets.Length} targets; "
            + $"row 10: there are {rows[9].Sources.Length} edges, but 0 tags of edges.", e.Message);
    }

    [TestMethod]
    public void A_graph_without_nodes_or_edges_and_unknown_tags_are_scored()
    {
        using var model = Fit("gin", ContractData.Create(_ml, 40));
        var file = Path.Combine(Directory.CreateTempSubdirectory("graphs").FullName, "model.zip");
        _ml.Model.Save(model, ContractData.Create(_ml, 3).Schema, file);
        ContractRow[] rows =
        [
            new(), new() { Nodes = ["red"], NodeFeatures = [1, float.NaN] }, new() { Nodes = ["red", "never seen"], NodeFeatures = [1, 2, 3, 4], Sources = [0, 1], Targets = [1, 1], EdgeTags = ["single", "triple"] },
        ];
        float[] live = Scores(model.Transform(_ml.Data.LoadFromEnumerable(rows))), saved = Scores(new MLContext().Model.LoadPlain(file, out _).Transform(_ml.Data.LoadFromEnumerable(rows)));
        Assert.HasCount(9, live);
        for (var i = 0; i < live.Length; i++)
        {
            Assert.IsTrue(float.IsFinite(live[i]));
            Assert.AreEqual(live[i], saved[i], 1e-5);
        }
    }

    [TestMethod]
    public void Embeddings_have_length_1_and_are_saved()
    {
        var data = ContractData.Create(_ml, 40);
        using var trained = Fit("gin", data);
        using var embedding = trained.ToEmbedding();
        var file = Path.Combine(Directory.CreateTempSubdirectory("graphs").FullName, "model.zip");
        _ml.Model.Save(embedding, data.Schema, file);
        var live = embedding.Transform(data).GetColumn<float[]>("Embedding").ToList();
        var saved = new MLContext().Model.LoadPlain(file, out _).Transform(data).GetColumn<float[]>("Embedding").ToList();
        foreach (var (one, other) in live.Zip(saved))
        {
            Assert.HasCount(32, one);
            Assert.AreEqual(1, one.Sum(v => v * v), 1e-4);
            for (var i = 0; i < one.Length; i++) Assert.AreEqual(one[i], other[i], 1e-5);
        }
    }

    [TestMethod]
    public void A_module_of_ones_own_takes_graphs()
    {
        var data = ContractData.Create(_ml, 60);
        Func<ModuleContext, TorchSharp.torch.nn.Module<GraphBatch, TorchSharp.torch.Tensor>> factory = context => new TagCounts((GraphShape)context.Input, context.Output.Size);
        using var model = _ml.Deep().MulticlassClassification.FromModule("Label", factory, new GraphTrainerOptions { MaxEpochs = 30, LearningRate = 0.05, Seed = 1 }).Fit(data);
        Assert.IsGreaterThan(0.8, _ml.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy);
        var file = Path.Combine(Directory.CreateTempSubdirectory("graphs").FullName, "model.zip");
        _ml.Deep().Model.Save(model, data.Schema, file);
        using var loaded = (DeepTransformer)_ml.Deep().Model.Load(file, out _, factory).Last();
        float[] before = Scores(model.Transform(data)), after = Scores(loaded.Transform(data)), saved = Scores(new MLContext().Model.LoadPlain(file, out _).Transform(data));
        for (var i = 0; i < before.Length; i++)
        {
            Assert.AreEqual(before[i], after[i], 1e-6);
            Assert.AreEqual(before[i], saved[i], 1e-5);
        }
    }

    /// <summary>How often each tag is in a graph, and a linear layer.</summary>
    private sealed class TagCounts : TorchSharp.torch.nn.Module<GraphBatch, TorchSharp.torch.Tensor>, MLNetDeep.Onnx.IGraphOnnxExportable
    {
        private readonly TorchSharp.Modules.Embedding _tags;

        public TagCounts(GraphShape input, int outputs) : base(nameof(TagCounts))
        {
            _tags = TorchSharp.torch.nn.Embedding(input.NodeTags + 1, outputs);
            RegisterComponents();
        }

        public override TorchSharp.torch.Tensor forward(GraphBatch batch)
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            return new MLNetDeep.Graphs.Segments(batch.GraphOf, batch.Graphs).Sum(_tags.call(batch.Tags)).MoveToOuterDisposeScope();
        }

        public MLNetDeep.Onnx.OnnxValue Export(MLNetDeep.Onnx.OnnxComposer composer, MLNetDeep.Onnx.OnnxGraphBatch batch) =>
            new MLNetDeep.Graphs.OnnxSegments(composer, batch.GraphOf, batch.Graphs).Sum(composer.Apply(_tags, batch.Tags));
    }

    private static ContractRow Permuted(ContractRow row, Random random)
    {
        int[] places = [.. Enumerable.Range(0, row.Nodes.Length)], edges = [.. Enumerable.Range(0, row.Sources.Length)];
        random.Shuffle(places);
        random.Shuffle(edges);
        var moved = new ContractRow { Label = row.Label, Nodes = new string[places.Length], NodeFeatures = new float[2 * places.Length] };
        for (var i = 0; i < places.Length; i++) (moved.Nodes[places[i]], moved.NodeFeatures[2 * places[i]], moved.NodeFeatures[(2 * places[i]) + 1]) = (row.Nodes[i], row.NodeFeatures[2 * i], row.NodeFeatures[(2 * i) + 1]);
        moved.Sources = [.. edges.Select(edge => places[row.Sources[edge]])];
        moved.Targets = [.. edges.Select(edge => places[row.Targets[edge]])];
        moved.EdgeTags = [.. edges.Select(edge => row.EdgeTags[edge])];
        return moved;
    }

    private DeepTransformer Fit(string key, IDataView data, string? setting = null)
    {
        var architecture = ArchitectureRegistry.Get(key);
        var options = architecture.CreateSmallOptions();
        (options.MaxEpochs, options.Seed, options.Calibrate) = (2, 1, false);
        if (setting is not null) OptionCatalog.Set(options, setting.Split('=')[0], setting.Split('=')[1]);
        return _ml.Deep().MulticlassClassification.FromArchitecture(architecture, "Label", default(IEnumerable<string>), options).Fit(data);
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score").SelectMany(score => score)];
}
