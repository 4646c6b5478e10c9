using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sound;

/// <summary>The convolutional network over log-mel frames.</summary>
internal sealed class AudioCnn : Architecture<AudioCnnOptions, SoundShape>
{
    public override string Key => "audiocnn";

    public override string DisplayName => "AudioCnn";

    protected override Module<Tensor, Tensor> Build(AudioCnnOptions options, SoundShape input, OutputShape output) =>
        AudioCnnModule.Create(options, input, output);

    protected override void Shrink(AudioCnnOptions options) => (options.BaseChannels, options.Blocks) = (8, 2);
}
