using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sound;

/// <summary>Broadcasted residual networks.</summary>
internal sealed class BcResNet : Architecture<BcResNetOptions, SoundShape>
{
    public override string Key => "bcresnet";

    public override string DisplayName => "BC-ResNet";

    protected override Module<Tensor, Tensor> Build(BcResNetOptions options, SoundShape input, OutputShape output) =>
        BcResNetModule.Create(options, input, output);

    protected override void Shrink(BcResNetOptions options) => options.Tau = 0.5;
}
