using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>A module whose first layers may be frozen: what they give for a row is the same in every epoch.</summary>
internal interface IHasFrozenFront
{
    /// <summary>Where what is frozen ends; null where nothing is, or where it does not end in one tensor of rows of one size.</summary>
    /// <param name="isFrozen">Whether a parameter or buffer stays as it is.</param>
    FrozenSplit? Split(Func<Module, bool> isFrozen);
}

/// <summary>A module in two parts.</summary>
/// <param name="Export">Adds what the frozen part does.</param>
/// <param name="Rest">The part that learns: it shares its weights with the module, and does not own them.</param>
internal sealed record FrozenSplit(Func<OnnxComposer, OnnxValue, OnnxValue> Export, Module<Tensor, Tensor> Rest);

/// <summary>The part of a module that learns.</summary>
internal sealed class FrozenRest : Module<Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor> _run;

    /// <param name="module">The module whose part it is.</param>
    /// <param name="run">What the part does with what the frozen part gives.</param>
    public FrozenRest(Module module, Func<Tensor, Tensor> run) : base(nameof(FrozenRest))
    {
        _run = run;
        register_module("whole", module);
    }

    public override Tensor forward(Tensor input) => _run(input);

    protected override void RegisterComponents()
    {
    }

    protected override void Dispose(bool disposing)
    {
        // The module is another one's.
    }
}

/// <summary>The front of a network whose rows are computed already, as far as nothing of it learns.</summary>
internal sealed class ComputedInput : NetworkInput
{
    public ComputedInput(Device device) : base(nameof(ComputedInput)) => register_buffer("place", zeros(1, device: device).DetachFromDisposeScope());

    public override IReadOnlyList<NetworkPort> Ports => [];

    public override Tensor Run(Features features, Module body) => ((Module<Tensor, Tensor>)body).call(features.Single);

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body) => throw new NotSupportedException("The whole network is exported.");

    public override Features Probe(int rows) => throw new NotSupportedException("The whole network is tried.");

    public override Features Empty(int rows) => throw new NotSupportedException("The whole network is tried.");

    public override IReadOnlyList<OrtValue> ToOnnx(Features features) => [OrtValue.CreateTensorValueFromMemory(Tensors.ToFloats(features.Single), features.Single.shape)];
}
