using MLNetDeep.Common;
using MLNetDeep.Graphs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Graphs;

/// <summary>What networks are where there are no edges.</summary>
[TestClass]
public sealed class EdgelessTests
{
    private const int Nodes = 7, Width = 5, Outputs = 3;

    public static IEnumerable<object[]> Kinds => NodeTests.Kinds;

    /// <summary>Layers of neurons on each node: the weights of the network itself, put together by hand.</summary>
    [TestMethod]
    [DataRow("gcn", "conv{0}.linear", "conv{0}.bias"), DataRow("graphsage", "conv{0}.own", "conv{0}.own.bias"), DataRow("rgcn", "conv{0}.own", "conv{0}.own.bias"), DataRow("appnp", "neurons.linear{0}", "neurons.linear{0}.bias")]
    public void A_network_is_the_neurons_that_it_contains(string key, string weight, string bias)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var network = Network(key);
        var weights = network.state_dict();
        var x = Features(Nodes);
        Tensor Layer(Tensor input, int i) => input.mm(weights[string.Format(null, weight, i) + ".weight"].t()).Plus(weights[string.Format(null, bias, i)]);
        AreEqual(Layer(Layer(x, 0).relu(), 1), Run(network, x));
    }

    [TestMethod]
    [DataRow("gin"), DataRow("gine")]
    public void Gin_is_the_neurons_that_it_contains(string key)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var network = Network(key);
        var x = Features(Nodes);
        var layers = network.named_modules().ToDictionary(module => module.name, module => module.module);
        Tensor Layer(Tensor input, int i) => ((Module<Tensor, Tensor>)layers[$"conv{i}.layers"]).call(input.mul(network.state_dict()[$"conv{i}.epsilon"].Plus(1)));
        var hidden = ((NodeNorm)layers["norm0"]).call(new NodesOfGraphs(Layer(x, 0), new Segments(zeros([Nodes], ScalarType.Int64), 1))).relu();
        AreEqual(Layer(hidden, 1), Run(network, x));
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Each_node_is_as_if_it_were_alone(string key)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var network = Network(key);
        var x = Features(Nodes);
        AreEqual(cat([.. Enumerable.Range(0, Nodes).Select(node => Run(network, x.narrow(0, node, 1)))]), Run(network, x));
    }

    private static Module<GraphBatch, Tensor> Network(string key)
    {
        var options = (GraphNetworkOptions)ArchitectureRegistry.Get(key).CreateSmallOptions();
        (options.Layers, options.HiddenSize, options.JumpingKnowledge) = (2, 8, JumpingKnowledge.None);
        random.manual_seed(4);
        var network = (Module<GraphBatch, Tensor>)ArchitectureRegistry.Get(key).Build(options, new GraphShape(0, Width) { IsPerNode = true }, new OutputShape(Outputs));
        using var still = no_grad();
        // What starts at 0 would hide that it is left out.
        foreach (var parameter in network.parameters()) parameter.add_(randn(parameter.shape).Times(0.1));
        network.eval();
        return network;
    }

    private static Tensor Features(int nodes) => randn([nodes, Width], generator: new Generator(3));

    private static Tensor Run(Module<GraphBatch, Tensor> network, Tensor features)
    {
        using var batch = new GraphBatch
        {
            Tags = zeros([features.shape[0]], ScalarType.Int64),
            Features = features,
            Sources = empty([0], ScalarType.Int64),
            Targets = empty([0], ScalarType.Int64),
            GraphOf = zeros([features.shape[0]], ScalarType.Int64),
            Graphs = 1,
        };
        return network.call(batch);
    }

    private static void AreEqual(Tensor wanted, Tensor actual)
    {
        CollectionAssert.AreEqual(wanted.shape, actual.shape);
        float[] left = Tensors.ToFloats(wanted), right = Tensors.ToFloats(actual);
        for (var i = 0; i < left.Length; i++) Assert.AreEqual(left[i], right[i], 1e-5);
    }
}
