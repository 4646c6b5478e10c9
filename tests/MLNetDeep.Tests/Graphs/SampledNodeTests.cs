using Microsoft.ML;
using MLNetDeep.Inputs.Graphs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Graphs;

/// <summary>Neighbourhoods of nodes, and what tables tell of theirs.</summary>
[TestClass]
public sealed class SampledNodeTests
{
    private const int Nodes = 60, Width = 5, Outputs = 3;

    public static IEnumerable<object[]> Kinds => NodeTests.Kinds;

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void A_neighbourhood_gives_what_the_whole_graph_gives(string key)
    {
        _ = new MLContext(1).Deep();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        manual_seed(1);
        var architecture = ArchitectureRegistry.Get(key);
        foreach (var jumping in Enum.GetValues<JumpingKnowledge>())
        {
            var options = (GraphNetworkOptions)architecture.CreateSmallOptions();
            (options.Layers, options.Residual, options.JumpingKnowledge) = (2, true, jumping);
            using var module = (Module<GraphBatch, Tensor>)architecture.Build(options, new GraphShape(0, Width, 0) { IsPerNode = true }, new OutputShape(Outputs) { Kind = OutputKind.Numbers });
            module.eval();
            var (random, drawn, features) = (new Random(2), new EdgeCollection(false, false), randn(Nodes, Width));
            for (var i = 0; i < 2 * Nodes; i++) drawn.Add(random.Next(Nodes), random.Next(Nodes));
            var edges = NodeEdges.Of(Nodes, drawn).Edges;
            var targets = Enumerable.Range(0, Nodes).SelectMany(node => Enumerable.Repeat((long)node, (int)(edges.Offsets[node + 1] - edges.Offsets[node])));
            using var whole = Batch(features, edges.Sources.Select(source => (long)source), targets, []);
            var expected = module.call(whole);
            long[] seeds = [7, 3, 50];
            // With one hop more than there are layers all degrees that play a part are known.
            var found = new NeighbourSampler(edges, [.. Enumerable.Repeat(Nodes, key == "appnp" ? 12 : 3)]).Draw(seeds, random);
            using var near = Batch(features.index_select(0, tensor(found.Nodes.Select(node => (long)node).ToArray())), found.Sources, found.Targets, found.Hops);
            var outputs = module.call(near);
            if (key != "appnp") Assert.AreEqual(seeds.Length, outputs.shape[0]);
            var difference = outputs.narrow(0, 0, seeds.Length).sub(expected.index_select(0, tensor(seeds))).abs().max().item<float>();
            Assert.IsLessThan(1e-5f, difference, $"{key}, {jumping}");
        }
    }

    [TestMethod]
    public void Edges_are_put_in_order_by_target_source_and_tag()
    {
        var (random, drawn) = (new Random(3), new EdgeCollection(false, true));
        for (var i = 0; i < 500; i++) drawn.Add(random.Next(9), random.Next(9), tag: random.Next(3));
        var (edges, again) = NodeEdges.Of(9, drawn);
        var expected = Enumerable.Range(0, 500).Select(i => (Target: drawn.Targets[i], Source: drawn.Sources[i], Tag: drawn.Tag(i))).Distinct().Order().ToArray();
        var actual = Enumerable.Range(0, 9).SelectMany(node => Enumerable.Range((int)edges.Offsets[node], (int)(edges.Offsets[node + 1] - edges.Offsets[node])).Select(i => (node, edges.Sources[i], edges.Tags![i]))).ToArray();
        CollectionAssert.AreEqual(expected, actual);
        Assert.AreEqual(500 - expected.Length, again);
    }

    [TestMethod]
    public void How_many_rows_point_at_a_node_is_seen()
    {
        var ml = new MLContext(1);
        var random = new Random(1);
        Customer[] customers = [.. Enumerable.Range(0, 200).Select(id => new Customer { Id = id, Age = random.Next(80) })];
        List<Order> orders = [];
        foreach (var customer in customers)
        {
            var count = random.Next(9);
            customer.Label = count > 4;
            for (var i = 0; i < count; i++) orders.Add(new Order { Id = orders.Count, CustomerId = customer.Id, Amount = random.Next(100) });
        }
        var graph = ml.Deep().Graphs.FromTables(
            new GraphTable("customers", ml.Data.LoadFromEnumerable(customers), "Id", "Age"),
            new GraphTable("orders", ml.Data.LoadFromEnumerable(orders), "Id", "Amount") { ForeignKeys = [new("CustomerId", "customers")] });
        var options = new RgcnOptions { HiddenSize = 16, MaxEpochs = 60, LearningRate = 0.02, Seed = 1, Dropout = 0, Fanouts = [10, 10], BatchSize = 32 };
        using var model = ml.Deep().BinaryClassification.Nodes("Label", graph, options, tableName: "customers").Fit(ml.Data.LoadFromEnumerable(customers[..150]));
        var test = ml.Data.LoadFromEnumerable(customers[150..]);
        Assert.IsGreaterThan(0.9, ml.BinaryClassification.Evaluate(model.Transform(test)).Accuracy);
        using var same = ml.Deep().Graphs.OnGraph(model, graph);
        Assert.IsGreaterThan(0.9, ml.BinaryClassification.Evaluate(same.Transform(test)).Accuracy);
    }

    private static GraphBatch Batch(Tensor features, IEnumerable<long> sources, IEnumerable<long> targets, IReadOnlyList<int> hops) => new()
    {
        Tags = zeros([features.shape[0]], ScalarType.Int64),
        Features = features,
        Sources = tensor(sources.ToArray()),
        Targets = tensor(targets.ToArray()),
        GraphOf = zeros([features.shape[0]], ScalarType.Int64),
        Graphs = 1,
        Hops = hops,
    };

    private sealed class Customer
    {
        public int Id { get; set; }

        public bool Label { get; set; }

        public float Age { get; set; }
    }

    private sealed class Order
    {
        public int Id { get; set; }

        public int CustomerId { get; set; }

        public float Amount { get; set; }
    }
}
