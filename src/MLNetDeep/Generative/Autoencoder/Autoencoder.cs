using MLNetDeep.Inputs.Conditioned;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>The autoencoder.</summary>
/// <param name="kind">Its kind of input.</param>
internal sealed class Autoencoder(ConditionedInput kind) : GenerativeArchitecture(kind)
{
    public override string Key => "autoencoder";

    public override string DisplayName => "Autoencoder";

    public override Type OptionsType => typeof(AutoencoderOptions);

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) => new AutoencoderModule((AutoencoderOptions)options, ((ConditionedShape)input).Values);
}
