using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Onnx;

/// <summary>Modules with a forward of their own.</summary>
[TestClass]
public sealed class CompositeExportTests
{
    [TestMethod]
    public void A_module_that_says_how_it_composes_is_exported()
    {
        using var module = Sequential(("first", new Residual(4)), ("last", new Residual(4)));
        Assert.IsLessThanOrEqualTo(1e-5, OnnxRunner.Difference(module, [4, 6, 5]));
    }

    [TestMethod]
    public void A_module_that_does_not_is_named_with_its_path_and_what_to_do()
    {
        using var module = Sequential(("features", Sequential(("0", ReLU()), ("1", new Silent()))), ("head", ReLU()));
        var fault = Assert.ThrowsExactly<OnnxExportException>(() => OnnxExporter.Export(module, [4]));
        StringAssert.Contains(fault.Message, "'features.1'");
        StringAssert.Contains(fault.Message, typeof(Silent).FullName);
        StringAssert.Contains(fault.Message, nameof(IOnnxExportable));
    }

    [TestMethod]
    public void A_layer_inside_such_a_module_is_named_with_its_path()
    {
        using var module = Sequential(("block", new Outer(new Silent())));
        var fault = Assert.ThrowsExactly<OnnxExportException>(() => OnnxExporter.Export(module, [4]));
        StringAssert.Contains(fault.Message, "'block.inner'");
    }

    [TestMethod]
    public void Normalising_over_the_batch_is_refused()
    {
        using var module = Sequential(("softmax", Softmax(0)));
        var fault = Assert.ThrowsExactly<OnnxExportException>(() => OnnxExporter.Export(module, [4]));
        StringAssert.Contains(fault.Message, "'softmax'");
    }

    private sealed class Residual : Module<Tensor, Tensor>, IOnnxExportable
    {
        private readonly Module<Tensor, Tensor> _body;

        public Residual(int channels)
            : base(nameof(Residual))
        {
            _body = Sequential(Conv2d(channels, channels, 3, padding: 1), ReLU());
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input + _body.forward(input);

        public OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Add(input, composer.Apply(_body, input));
    }

    private sealed class Outer : Module<Tensor, Tensor>, IOnnxExportable
    {
        private readonly Module<Tensor, Tensor> inner;

        public Outer(Module<Tensor, Tensor> inner)
            : base(nameof(Outer))
        {
            this.inner = inner;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => inner.forward(input);

        public OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(inner, input);
    }

    private sealed class Silent() : Module<Tensor, Tensor>(nameof(Silent))
    {
        public override Tensor forward(Tensor input) => input * input;
    }
}
