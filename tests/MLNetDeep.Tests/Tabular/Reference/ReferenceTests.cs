using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Tabular.Reference;

/// <summary>Networks for tables answer as another implementation does, in Python, column by column and member by member.</summary>
[TestClass]
public sealed class ReferenceTests
{
    private static readonly PythonReference Python = new("table-reference.py");
    private static readonly int[] Categories = [4, 2, 7];

    private static readonly Dictionary<string, (int NumberWidth, TableTrainerOptions Options)> Cases = new()
    {
        ["fttransformer"] = (1, new FtTransformerOptions { Width = 12, Layers = 3, Heads = 4 }),
        ["fttransformer-encoded"] = (5, new FtTransformerOptions { Width = 12, Layers = 1, Heads = 2 }),
        ["realmlp"] = (1, new RealMlpOptions { Width = 10, Layers = 2, Frequencies = 5, NumberWidth = 3, EmbeddingWidth = 4, MaxOneHot = 4 }),
        ["realmlp-mish"] = (1, new RealMlpOptions { Width = 10, Layers = 1, Frequencies = 5, NumberWidth = 3, EmbeddingWidth = 4, MaxOneHot = 4, Activation = RealMlpActivation.Mish }),
        ["modernnca"] = (1, new ModernNcaOptions { Width = 10, Frequencies = 5, NumberWidth = 3, EmbeddingWidth = 4, MaxOneHot = 0 }),
        ["modernnca-flags"] = (1, new ModernNcaOptions { Width = 10, Frequencies = 5, NumberWidth = 3, EmbeddingWidth = 4, MaxOneHot = 0 }),
        ["tabm"] = (5, new TabMOptions { Members = 6, Width = 10, Layers = 3, NumberWidth = 3, EmbeddingWidth = 4 }),
        ["tabm-numbers"] = (1, new TabMOptions { Members = 6, Width = 10, Layers = 2, NumberWidth = 0, EmbeddingWidth = 4 }),
        ["tabm-mini"] = (5, new TabMOptions { Members = 6, Width = 10, Layers = 2, NumberWidth = 3, EmbeddingWidth = 4, Kind = TabMKind.Mini }),
        ["tableresnet"] = (1, new TableResNetOptions { Width = 10, Layers = 2, EmbeddingWidth = 4 }),
    };

    public static IEnumerable<object[]> Names => Cases.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Answers_as_the_other_does(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (input, output) = Python.Answer(name);
        using var network = Loaded(name);
        network.eval();
        var actual = network.call(input);
        CollectionAssert.AreEqual(output.shape, actual.shape);
        Assert.IsLessThanOrEqualTo(1e-4f, actual.sub(output).abs().max().item<float>());
        Assert.IsGreaterThan(0.01f, output.std().item<float>(), "the answers say nothing");
    }

    /// <summary>The network with the weights of the other: all of them, under one set of names.</summary>
    private static Module<Tensor, Tensor> Loaded(string name)
    {
        var (numberWidth, options) = Cases[name];
        var shape = new TableShape((3 * numberWidth) + Categories.Length) { Categories = Categories, NumberWidth = numberWidth };
        var network = (Module<Tensor, Tensor>)ArchitectureRegistry.Get(name.Split('-')[0]).Build(options, shape, new OutputShape(3) { Kind = name.EndsWith("flags", StringComparison.Ordinal) ? OutputKind.Flags : OutputKind.Classes });
        using var stream = File.OpenRead(Python.Weights(name));
        var theirs = Safetensors.Read(stream);
        TrainedSizes.Take(network, theirs);
        var ours = network.state_dict();
        CollectionAssert.AreEquivalent(theirs.Keys.ToArray(), ours.Keys.ToArray());
        foreach (var (key, weights) in ours)
        {
            CollectionAssert.AreEqual(theirs[key].shape, weights.shape, key);
            weights.copy_(theirs[key]);
        }
        return network;
    }
}
