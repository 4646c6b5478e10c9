using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sound;

/// <summary>
/// A convolutional network over log-mel frames: the first thing to try on sounds.
/// After Hershey et al., CNN Architectures for Large-Scale Audio Classification (2017), whose best small networks are those for images, made as much smaller as sounds allow: blocks of two 3 × 3 convolutions with batch
/// normalization and ReLU, each block halving bands and frames and doubling the channels; then the mean over what is left of both, dropout and a linear layer.
/// Shapes: [rows, 1, bands, frames] → [rows, outputs].
/// </summary>
internal static class AudioCnnModule
{
    private const int ConvolutionsPerBlock = 2;

    public static Sequential Create(AudioCnnOptions options, SoundShape input, OutputShape output)
    {
        var layers = new List<(string, Module<Tensor, Tensor>)> { ("layout", new ChannelsLast()) };
        var (channels, bands, frames) = (1, input.Bands, input.Frames);
        for (var block = 0; block < options.Blocks; block++)
        {
            var wanted = options.BaseChannels << block;
            layers.Add(($"block{block}", Block(channels, wanted)));
            channels = wanted;
            if (block == options.Blocks - 1 || (bands < 2 && frames < 2)) continue;
            // What has one element left cannot be halved again.
            long[] window = [Math.Min(2, bands), Math.Min(2, frames)];
            layers.Add(($"block{block}_pool", MaxPool2d((window[0], window[1]), (window[0], window[1]))));
            (bands, frames) = (bands / (int)window[0], frames / (int)window[1]);
        }
        layers.Add(("mean", AdaptiveAvgPool2d(1)));
        layers.Add(("flatten", Flatten()));
        if (options.Dropout > 0) layers.Add(("dropout", Dropout(options.Dropout)));
        layers.Add(("head", Linear(channels, output.Size)));
        var network = Sequential(layers);
        StartValues.ForReLU(network);
        return network;
    }

    private static Sequential Block(int from, int to) => Sequential(Enumerable.Range(0, ConvolutionsPerBlock).SelectMany(i => new (string, Module<Tensor, Tensor>)[]
    {
        ($"conv{i}", Conv2d(i == 0 ? from : to, to, 3, 1, 1, bias: false)), ($"norm{i}", new BatchNormalization(to)), ($"relu{i}", ReLU()),
    }));
}
