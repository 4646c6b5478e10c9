using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

[TestClass]
public class ModuleTests
{
    private sealed class Net : Module<Tensor, Tensor>
    {
        private readonly Linear first = Linear(4, 3);
        private readonly Sequential rest = Sequential(("norm", BatchNorm1d(3)), ("drop", Dropout(0.5)));
        private readonly Parameter scale = new(ones(3));
        private readonly Tensor shift = zeros(3);
        [Utils.ComponentName(Name = "renamed")] private readonly ModuleList<Linear> list = new(Linear(3, 3, false), Linear(3, 2));

        public Net() : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var x = rest.call(first.call(input)) * scale + shift;
            foreach (var layer in list)
                x = layer.call(x);
            return x.MoveToOuterDisposeScope();
        }
    }

    private static readonly string[] Names =
    [
        "scale", "shift", "first.weight", "first.bias", "rest.norm.weight", "rest.norm.bias", "rest.norm.running_mean",
        "rest.norm.running_var", "rest.norm.num_batches_tracked", "renamed.0.weight", "renamed.1.weight", "renamed.1.bias"
    ];

    [TestMethod]
    public void RegistersWhatItsFieldsHold()
    {
        using var net = new Net();
        CollectionAssert.AreEqual(Names, net.state_dict().Keys);
        Assert.AreEqual(8, net.parameters().Count());
        Assert.AreEqual(4, net.buffers().Count());
        CollectionAssert.AreEqual(new[] { "first", "rest", "renamed" }, net.named_children().Select(c => c.name).ToArray());
        CollectionAssert.Contains(net.named_modules().Select(m => m.name).ToArray(), "rest.norm");
        Assert.AreSame(net.get_parameter("first.bias"), net.named_parameters().Single(p => p.name == "first.bias").parameter);
    }

    [TestMethod]
    public void TrainAndEvalReachEveryPart()
    {
        using var net = new Net();
        net.eval();
        Assert.IsTrue(net.modules().All(module => !module.training));
        using var x = randn(5, 4);
        Assert.IsTrue(net.call(x).Equals(net.call(x)));
        net.train();
        Assert.IsTrue(net.modules().All(module => module.training));
    }

    [TestMethod]
    public void SavedInItsOwnFormatAndReadBack()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        using var other = new Net();
        var file = Path.GetTempFileName();
        net.save(file);
        var loaded = new Dictionary<string, bool>();
        other.load(file, loadedParameters: loaded);
        File.Delete(file);
        Assert.IsTrue(loaded.Count == Names.Length && loaded.Values.All(found => found));
        foreach (var (name, tensor) in net.state_dict())
            Assert.IsTrue(tensor.Equals(other.state_dict()[name]), name);
    }

    [TestMethod]
    public void TheFormatIsCountNamesTypesShapesAndBytes()
    {
        using var linear = Linear(2, 1, hasBias: false);
        using (no_grad())
            linear.weight.copy_(tensor(new float[] { 1, 2 }, [1, 2]));
        var stream = new MemoryStream();
        linear.save(stream);
        byte[] expected = [1, 6, (byte)'w', (byte)'e', (byte)'i', (byte)'g', (byte)'h', (byte)'t', 6, 2, 1, 2,
            .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)];
        CollectionAssert.AreEqual(expected, stream.ToArray());
    }

    [TestMethod]
    public void LoadingWhatDoesNotFitFails()
    {
        using var scope = NewDisposeScope();
        var stream = new MemoryStream();
        Linear(2, 3).save(stream);
        stream.Position = 0;
        Assert.ThrowsExactly<ArgumentException>(() => Linear(3, 3).load(stream));
        stream.SetLength(stream.Length - 2);
        stream.Position = 0;
        Assert.ThrowsExactly<EndOfStreamException>(() => Linear(2, 3).load(stream));
        Assert.ThrowsExactly<InvalidOperationException>(() => Linear(2, 3).load_state_dict(Linear(2, 3, false).state_dict()));
        var (missing, unexpected) = Linear(2, 3).load_state_dict(Linear(2, 3, false).state_dict(), strict: false);
        Assert.AreEqual("bias", missing.Single());
        Assert.AreEqual(0, unexpected.Count);
    }

    [TestMethod]
    public void ChangesTypeInPlace()
    {
        using var net = new Net();
        var weight = net.get_parameter("first.weight")!;
        net.to(ScalarType.Float64);
        Assert.AreEqual(ScalarType.Float64, weight.dtype);
        Assert.AreEqual(ScalarType.Int64, net.get_buffer("rest.norm.num_batches_tracked")!.dtype);
        using var x = randn([5, 4], ScalarType.Float64);
        net.call(x).sum().backward();
        Assert.AreEqual(ScalarType.Float64, weight.grad!.dtype);
        net.zero_grad();
        Assert.IsNull(weight.grad);
    }

    [TestMethod]
    public void HooksSeeInputAndOutput()
    {
        using var scope = NewDisposeScope();
        using var linear = Identity();
        var pre = linear.register_forward_pre_hook((_, x) => x + 1);
        var post = linear.register_forward_hook((_, x, y) => y * 10);
        Assert.AreEqual(20f, linear.call(ones(1)).item<float>());
        pre.remove();
        post.remove();
        Assert.AreEqual(1f, linear.call(ones(1)).item<float>());
    }
}
