using MLNetDeep.Inputs.Conditioned;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>The diffusion model.</summary>
/// <param name="kind">Its kind of input.</param>
internal sealed class Diffusion(ConditionedInput kind) : GenerativeArchitecture(kind)
{
    public override string Key => "diffusion";

    public override string DisplayName => "Diffusion model";

    public override Type OptionsType => typeof(DiffusionOptions);

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) => new DiffusionModule((DiffusionOptions)options, (ConditionedShape)input);
}
