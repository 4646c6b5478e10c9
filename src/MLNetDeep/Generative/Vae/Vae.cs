using MLNetDeep.Inputs.Conditioned;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>The variational autoencoder.</summary>
/// <param name="kind">Its kind of input.</param>
internal sealed class Vae(ConditionedInput kind) : GenerativeArchitecture(kind)
{
    public override string Key => "vae";

    public override string DisplayName => "Vae";

    public override Type OptionsType => typeof(VaeOptions);

    public override IReadOnlyList<string> Metrics { get; } = ["LowerBound", "Divergence"];

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) => new VaeModule((VaeOptions)options, (ConditionedShape)input);
}
