using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>A whole network: the input stage, then the architecture's module. From raw numbers to raw outputs.</summary>
internal sealed class DeepNetwork : Module<Tensor, Tensor>, IOnnxExportable
{
    public DeepNetwork(InputStage input, Module<Tensor, Tensor> body) : base(nameof(DeepNetwork))
    {
        (Input, Body) = (input, body);
        register_module("input", input);
        register_module("body", body);
    }

    public InputStage Input { get; }

    public Module<Tensor, Tensor> Body { get; }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Body.call(Input.call(input)).MoveToOuterDisposeScope();
    }

    public OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(Body, composer.Apply(Input, input));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Input.Dispose();
            Body.Dispose();
        }
        base.Dispose(disposing);
    }
}
