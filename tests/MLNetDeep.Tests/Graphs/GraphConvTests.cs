using MLNetDeep.Common;
using MLNetDeep.Graphs;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Graphs;

/// <summary>Layers of message passing against their formulas, written with a dense matrix of the edges.</summary>
[TestClass]
public sealed class GraphConvTests
{
    private const int Nodes = 9, Width = 5, Outputs = 6;
    private static readonly long[] Sources = [1, 4, 0, 2, 2, 6, 8, 0, 1, 3, 5], Targets = [0, 0, 1, 1, 3, 3, 4, 5, 6, 6, 6];

    [TestMethod]
    public void Gcn_is_the_normalized_sum() => Compare(new GcnConv(Width, Outputs), (layer, x) =>
    {
        var loops = Dense().Plus(eye(Nodes));
        var roots = loops.sum([1], keepdim: true).pow(-0.5);
        return roots.mul(loops).mul(roots.t()).mm(x.mm(Weight(layer, "linear").t())).Plus(layer.get_parameter("bias")!);
    });

    [TestMethod]
    public void Sage_adds_the_mean_of_neighbours() => Compare(new SageConv(SageAggregation.Mean, Width, Outputs), (layer, x) =>
        Linear(layer, "own", x).Plus(Dense().mm(x).div(Degrees()).mm(Weight(layer, "neighbours").t())));

    [TestMethod]
    public void Sage_adds_the_largest_of_neighbours() => Compare(new SageConv(SageAggregation.Max, Width, Outputs), (layer, x) =>
    {
        var pooled = Linear(layer, "pool", x).relu();
        var largest = Dense().unsqueeze(2).mul(pooled.unsqueeze(0)).amax([1]);
        return Linear(layer, "own", x).Plus(largest.mm(Weight(layer, "neighbours").t()));
    });

    [TestMethod]
    public void Gin_sums_neighbours()
    {
        var conv = new IsomorphismConv(Width, Outputs, 7, null, learnsEpsilon: true);
        using (no_grad()) conv.get_parameter("epsilon")!.fill_(0.3f.ToScalar());
        conv.eval();
        Compare(conv, (layer, x) => ((Module<Tensor, Tensor>)layer.named_children().Single(child => child.Item1 == "layers").Item2).call(x.mul(tensor(1.3f)).Plus(Dense().mm(x))));
    }

    [TestMethod]
    public void Gat_weighs_neighbours_by_attention() => Compare(Evaluated(new GatConv(Width, 2, 3, 0.5, averages: false)), (layer, x) =>
    {
        var values = x.mm(Weight(layer, "linear").t()).reshape(Nodes, 2, 3);
        var (from, to) = (values.mul(layer.get_parameter("from")!).sum([2]), values.mul(layer.get_parameter("to")!).sum([2]));
        var scores = to.unsqueeze(1).Plus(from.unsqueeze(0));
        scores = scores.where(scores.gt(tensor(0f)), scores.mul(tensor(0.2f)));
        var isNone = Dense().Plus(eye(Nodes)).eq(tensor(0f)).unsqueeze(2);
        var shares = scores.masked_fill(isNone, float.NegativeInfinity.ToScalar()).softmax(1);
        return einsum("ijh,jhc->ihc", shares, values).reshape(Nodes, 6).Plus(layer.get_parameter("bias")!);
    });

    [TestMethod]
    public void GatV2_lets_both_nodes_decide() => Compare(Evaluated(new GatV2Conv(Width, 1, Outputs, new GraphShape(0, Width), 0.5, averages: true)), (layer, x) =>
    {
        var (senders, receivers) = (Linear(layer, "from", x), Linear(layer, "to", x));
        var sums = receivers.unsqueeze(1).Plus(senders.unsqueeze(0));
        sums = sums.where(sums.gt(tensor(0f)), sums.mul(tensor(0.2f)));
        var scores = sums.mul(layer.get_parameter("vector")!).sum([2]);
        var shares = scores.masked_fill(Dense().Plus(eye(Nodes)).eq(tensor(0f)), float.NegativeInfinity.ToScalar()).softmax(1);
        return shares.mm(senders).Plus(layer.get_parameter("bias")!);
    });

    [TestMethod]
    public void Rgcn_has_weights_for_each_relation()
    {
        var conv = new RgcnConv(Width, Outputs, 2, 0);
        Compare(conv, (layer, x) =>
        {
            var sum = Linear(layer, "own", x);
            for (var relation = 1; relation <= 2; relation++)
            {
                var own = Dense(relation);
                sum = sum.Plus(own.mm(x).div(own.sum([1], keepdim: true).clamp_min(1.ToScalar())).mm(layer.get_parameter("weights")![relation - 1]));
            }
            return sum;
        });
    }

    [TestMethod]
    public void Rgcn_makes_weights_of_bases()
    {
        var conv = new RgcnConv(Width, Outputs, 2, 1);
        Compare(conv, (layer, x) =>
        {
            var sum = Linear(layer, "own", x);
            for (var relation = 1; relation <= 2; relation++)
            {
                var own = Dense(relation);
                sum = sum.Plus(own.mm(x).div(own.sum([1], keepdim: true).clamp_min(1.ToScalar())).mm(layer.get_parameter("weights")![0]).mul(layer.get_parameter("shares")![relation - 1]));
            }
            return sum;
        });
    }

    [TestMethod]
    public void Rgcn_takes_thousands_of_relations_without_a_row_of_all_nodes_for_each()
    {
        using var scope = NewDisposeScope();
        const int nodes = 3000, relations = 5000, edges = 20000;
        var random = new Random(1);
        using var batch = new GraphBatch
        {
            Tags = zeros([nodes], ScalarType.Int64),
            Sources = tensor(Enumerable.Range(0, edges).Select(_ => (long)random.Next(nodes)).ToArray()),
            Targets = tensor(Enumerable.Range(0, edges).Select(_ => (long)random.Next(nodes)).Order().ToArray()),
            EdgeTags = tensor(Enumerable.Range(0, edges).Select(_ => 1L + random.Next(relations)).ToArray()),
            GraphOf = zeros([nodes], ScalarType.Int64),
            Graphs = 1,
        };
        using var conv = new RgcnConv(64, 16, relations, 0);
        Assert.AreEqual(30, conv.get_parameter("weights")!.shape[0]);
        var before = Environment.WorkingSet;
        var output = conv.call(new GraphSignal(randn(nodes, 64), EdgeList.Of(batch)));
        output.sum().backward();
        Assert.IsTrue(conv.parameters().All(parameter => parameter.grad is { } grad && grad.isfinite().all().item<bool>()));
        // A row for each relation and node would be 5,000 × 3,000 × 64 numbers: 3.8 GB.
        Assert.IsLessThan(1_000_000_000L, Environment.WorkingSet - before);
    }

    [TestMethod]
    public void Rgcn_says_what_its_weights_would_take()
    {
        var e = Assert.ThrowsExactly<InvalidOperationException>(() => new RgcnConv(100_000, 10_000, 9000, 9000));
        StringAssert.StartsWith(e.Message, "The weights of a layer for 9000 relations, 9000 times 100000 × 10000 numbers, take about 180000 GB in training, but there are ");
        StringAssert.EndsWith(e.Message, "GB: set Bases to fewer than 9000, such as 30, or HiddenSize to less.");
    }

    [TestMethod]
    public void The_largest_of_each_owner_takes_the_gradient()
    {
        using var scope = NewDisposeScope();
        var rows = tensor(new float[] { 1, 5, 3, 2, 7, 0 }, [3, 2], requires_grad: true);
        var largest = new Segments(tensor(new long[] { 0, 0, 2 }), 3).Max(rows);
        CollectionAssert.AreEqual(new float[] { 3, 5, 0, 0, 7, 0 }, largest.data<float>().ToArray());
        largest.sum().backward();
        CollectionAssert.AreEqual(new float[] { 0, 1, 1, 0, 1, 1 }, rows.grad!.data<float>().ToArray());
    }

    private static T Evaluated<T>(T module)
        where T : Module
    {
        module.eval();
        return module;
    }

    private static void Compare(GraphConv conv, Func<GraphConv, Tensor, Tensor> formula)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using (conv)
        {
            conv.eval();
            var x = randn(Nodes, Width, generator: new Generator(3));
            using var batch = Batch();
            float[] actual = conv.call(new GraphSignal(x, EdgeList.Of(batch))).data<float>().ToArray(), wanted = formula(conv, x).data<float>().ToArray();
            Assert.HasCount(wanted.Length, actual);
            for (var i = 0; i < wanted.Length; i++) Assert.AreEqual(wanted[i], actual[i], 1e-5);
        }
    }

    private static GraphBatch Batch() => new()
    {
        Tags = zeros([Nodes], ScalarType.Int64),
        Sources = tensor(Sources),
        Targets = tensor(Targets),
        EdgeTags = tensor(Targets.Select(target => 1 + (target % 2)).ToArray()),
        GraphOf = zeros([Nodes], ScalarType.Int64),
        Graphs = 1,
    };

    // 1 in row i and column j where an edge goes from j to i.
    private static Tensor Dense(int? relation = null)
    {
        var values = new float[Nodes * Nodes];
        for (var i = 0; i < Sources.Length; i++)
            if (relation is null || 1 + (Targets[i] % 2) == relation) values[(Targets[i] * Nodes) + Sources[i]] = 1;
        return tensor(values, [Nodes, Nodes]);
    }

    private static Tensor Degrees() => Dense().sum([1], keepdim: true).clamp_min(1.ToScalar());

    private static Tensor Weight(Module layer, string name) => ((TorchSharp.Modules.Linear)layer.named_children().Single(child => child.Item1 == name).Item2).weight!;

    private static Tensor Linear(Module layer, string name, Tensor x) => ((TorchSharp.Modules.Linear)layer.named_children().Single(child => child.Item1 == name).Item2).call(x);
}
