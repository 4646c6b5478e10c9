using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Tabular;

/// <summary>Networks for tables on every kind of table.</summary>
[TestClass]
public sealed class TableNetworkTests
{
    private static readonly Dictionary<string, TableShape> Shapes = new()
    {
        ["numbers"] = new(6),
        ["codes"] = new(3) { Categories = [4, 2, 7] },
        ["mixed"] = new(4 + 3) { Categories = [4, 2, 7] },
        ["encoded"] = new((2 * 5) + 2) { Categories = [3, 3], NumberWidth = 5 },
        ["one column"] = new(1),
    };

    public static IEnumerable<object[]> Cases =>
        from architecture in ArchitectureRegistry.All
        where architecture.InputKind.Key == "table"
        from shape in Shapes.Keys
        select new object[] { architecture.Key, shape };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Is_exported(string key, string table)
    {
        manual_seed(3);
        var (network, shape) = Make(key, table);
        using (network)
        {
            Shake(network);
            using var whole = new Flat(network);
            Assert.IsLessThanOrEqualTo(1e-4, ColumnLayerTests.Difference(whole, shape));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Every_weight_learns_from_rows_that_have_every_code(string key, string table)
    {
        using var scope = NewDisposeScope();
        var (network, shape) = Make(key, table);
        using (network)
        {
            network.train();
            var output = network.call(ColumnLayerTests.Rows(shape, 200));
            Assert.AreEqual(3L, output.shape[^1]);
            output.pow(2).mean().backward();
            foreach (var (name, parameter) in network.named_parameters())
                Assert.IsGreaterThan(0f, parameter.grad?.abs().sum().item<float>() ?? 0, name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Takes_a_batch_of_one_row(string key, string table)
    {
        using var scope = NewDisposeScope();
        var (network, shape) = Make(key, table);
        using (network)
        {
            network.train();
            Assert.IsTrue(network.call(ColumnLayerTests.Rows(shape, 1)).isfinite().all().item<bool>());
        }
    }

    [TestMethod]
    public void Weight_decay_spares_what_stands_for_columns_and_members()
    {
        var spared = new[] { "row_token", "code_token", "numbers.linear.embedding", "codes.table.weight", "adapter_in", "adapter_out", "bias" };
        foreach (var key in new[] { "fttransformer", "tabm", "tableresnet" })
        {
            var (network, _) = Make(key, "encoded");
            using (network)
            {
                var rule = new DecayRule(network);
                foreach (var (name, parameter) in network.named_parameters().Where(p => p.parameter.shape.Length > 1))
                    Assert.AreEqual(!spared.Any(s => name.EndsWith(s, StringComparison.Ordinal)), rule.Decays(name, parameter), name);
            }
        }
    }

    [TestMethod]
    public void Kinds_of_TabM_differ_in_what_members_have_of_their_own()
    {
        long Count(TabMKind kind)
        {
            var options = new TabMOptions { Kind = kind, Members = 4, Width = 10, Layers = 2, NumberWidth = 0 };
            using var network = (Module<Tensor, Tensor>)ArchitectureRegistry.Get("tabm").Build(options, Shapes["numbers"], new OutputShape(3));
            return network.parameters().Sum(p => p.numel());
        }
        const int Heads = 4 * ((10 * 3) + 3);
        Assert.AreEqual(((6 * 10) + (4 * (6 + 10 + 10))) + ((10 * 10) + (4 * (10 + 10 + 10))) + Heads, Count(TabMKind.Full));
        Assert.AreEqual((4 * 6) + ((6 * 10) + 10) + ((10 * 10) + 10) + Heads, Count(TabMKind.Mini));
    }

    private static (Module<Tensor, Tensor> Network, TableShape Shape) Make(string key, string table)
    {
        var architecture = ArchitectureRegistry.Get(key);
        var network = (Module<Tensor, Tensor>)architecture.Build(architecture.CreateSmallOptions(), Shapes[table], new OutputShape(3));
        using var scope = NewDisposeScope();
        // As a training does.
        if (network is ISeesTrainingRows body) body.Begin(ColumnLayerTests.Rows(Shapes[table], 100), rand(100, 3).softmax(1), isNew: true);
        return (network, Shapes[table]);
    }

    /// <summary>Makes every number count: fresh networks have scales of 1 and means of 0.</summary>
    private static void Shake(Module<Tensor, Tensor> network)
    {
        using var still = no_grad();
        foreach (var parameter in network.parameters()) parameter.add_(randn_like(parameter).mul(0.1f));
    }

    private sealed class Flat : Module<Tensor, Tensor>, IOnnxExportable
    {
        private readonly Module<Tensor, Tensor> _body;

        public Flat(Module<Tensor, Tensor> body) : base(nameof(Flat))
        {
            _body = body;
            RegisterComponents();
        }

        // ML.NET's ONNX transformer gives vectors; the members of an ensemble one behind the other.
        public override Tensor forward(Tensor input) => _body.call(input).flatten(1);

        public OnnxValue Export(OnnxComposer composer, OnnxValue input)
        {
            var output = composer.Apply(_body, input);
            return composer.Reshape(output, output.Shape.Aggregate(1L, (product, dim) => product * dim));
        }
    }
}
