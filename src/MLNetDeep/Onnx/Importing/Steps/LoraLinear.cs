using MLNetDeep.Common;
using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>
/// A linear layer whose weights stay, and a product of two thin matrices that learns beside them (Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021).
/// Shapes: [… , inputs] → [… , outputs].
/// </summary>
internal sealed class LoraLinear : Block
{
    /// <summary>What the names of its thin matrices begin with.</summary>
    public const string Prefix = "lora_";

    private readonly Linear _own, _down, _up;
    private readonly double _scale;

    public LoraLinear(Linear own, int rank, double scale) : base(nameof(LoraLinear))
    {
        _own = Part("base", own);
        _scale = scale;
        _down = Part($"{Prefix}down", Linear(own.in_features, rank, hasBias: false));
        _up = Part($"{Prefix}up", Linear(rank, own.out_features, hasBias: false));
        // It begins with what the layer gave before.
        init.zeros_(_up.weight!);
    }

    /// <summary>One matrix that does the same.</summary>
    public Tensor Merged() => _own.weight!.Plus(_up.weight!.mm(_down.weight!).Times(_scale));

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => throw new NotSupportedException("It is exported by its graph.");

    protected override Tensor Run(Tensor input) => _own.call(input).PlusTimes(_up.call(_down.call(input)), _scale);
}
