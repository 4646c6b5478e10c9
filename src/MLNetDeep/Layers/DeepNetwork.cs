using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>A whole network: the input stage, then the architecture's module. From raw numbers to raw outputs.</summary>
internal sealed class DeepNetwork : Module<Tensor, Tensor>
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
