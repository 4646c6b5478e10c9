using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>A whole network: the input stage, the architecture's module, the output stage. From raw features to raw outputs.</summary>
internal sealed class DeepNetwork : FeatureNetwork
{
    /// <summary>What the names of the body's weights begin with.</summary>
    public const string BodyName = "body";

    public DeepNetwork(NetworkInput input, Module body, OutputStage output) : base(nameof(DeepNetwork))
    {
        (Input, Body, Output) = (input, body, output);
        register_module("input", input);
        register_module(BodyName, body);
        register_module("output", output);
        ParameterCount.Add(this);
    }

    public NetworkInput Input { get; }

    public Module Body { get; }

    public OutputStage Output { get; }

    /// <summary>Parts of the body that do not learn: they work as in evaluation, in training too.</summary>
    public IReadOnlyList<Module> Frozen { get; set; } = [];

    public override void train(bool train = true)
    {
        base.train(train);
        foreach (var part in Frozen) part.eval();
    }

    public override Tensor forward(Tensor input) => Run(Input.Wrap(input));

    public override Tensor Run(Features features)
    {
        using var scope = NewDisposeScope();
        return Output.call(Input.Run(features, Body)).MoveToOuterDisposeScope();
    }

    /// <summary>Adds what the network does in evaluation mode.</summary>
    /// <param name="composer">The graph.</param>
    /// <param name="inputs">The values of the ports of its input.</param>
    public OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs) =>
        composer.Within(this, () => composer.Apply(Output, Input.Export(composer, inputs, Body)));

    protected override void Dispose(bool disposing)
    {
        try
        {
            base.Dispose(disposing);
        }
        catch (ObjectDisposedException)
        {
            // TorchSharp asks modules for their parts after it has disposed of them, which those of TorchScript do not bear; the garbage collector frees what is left.
        }
    }
}
