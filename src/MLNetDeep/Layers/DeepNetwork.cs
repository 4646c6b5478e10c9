using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>A whole network: the input stage, the architecture's module, the output stage. From raw numbers to raw outputs.</summary>
internal sealed class DeepNetwork : Module<Tensor, Tensor>, IOnnxExportable
{
    /// <summary>What the names of the body's weights begin with.</summary>
    public const string BodyName = "body";

    public DeepNetwork(NetworkInput input, Module<Tensor, Tensor> body, OutputStage output) : base(nameof(DeepNetwork))
    {
        (Input, Body, Output) = (input, body, output);
        register_module("input", input);
        register_module(BodyName, body);
        register_module("output", output);
        ParameterCount.Add(this);
    }

    public NetworkInput Input { get; }

    public Module<Tensor, Tensor> Body { get; }

    public OutputStage Output { get; }

    /// <summary>Parts of the body that do not learn: they work as in evaluation, in training too.</summary>
    public IReadOnlyList<Module> Frozen { get; set; } = [];

    public override void train(bool train = true)
    {
        base.train(train);
        foreach (var part in Frozen) part.eval();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Output.call(Run(Input.call(input))).MoveToOuterDisposeScope();
    }

    public OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(Output, composer.Apply(Body, composer.Apply(Input, input)));

    private Tensor Run(Tensor input)
    {
        try
        {
            return Body.call(input);
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new ModuleException(Body.GetName(), input.shape, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Input.Dispose();
            Body.Dispose();
            Output.Dispose();
        }
        base.Dispose(disposing);
    }
}
