using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>
/// A residual network: the sound choice for images of any kind, and the one with the most published weights.
/// He et al., Deep Residual Learning for Image Recognition (2015), with the stride of a bottleneck in its 3 × 3 convolution as
/// torchvision has it. Each block adds to what it is given: y = ReLU(F(x) + x).
/// Shapes: [rows, channels, height, width] → stem → four stages, the last three halving the sides → mean → [rows, outputs].
/// </summary>
internal static class ResNetModule
{
    public static Sequential Create(ResNetOptions options, ImageShape input, OutputShape output)
    {
        var layers = new List<(string, Module<Tensor, Tensor>)> { ("layout", new ChannelsLast()) };
        AddStem(layers, options, input);
        int[] blocks = options.Depth == 18 ? [2, 2, 2, 2] : [3, 4, 6, 3];
        var (channels, expansion) = (options.BaseChannels, options.Depth == 50 ? 4 : 1);
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            var wanted = (options.BaseChannels << stage) * expansion;
            layers.Add(($"layer{stage + 1}", Stage(channels, wanted, blocks[stage], stage == 0 ? 1 : 2, expansion == 4)));
            channels = wanted;
        }
        layers.Add(("avgpool", AdaptiveAvgPool2d(1)));
        layers.Add(("flatten", Flatten()));
        if (options.Dropout > 0) layers.Add(("dropout", Dropout(options.Dropout)));
        layers.Add(("fc", Linear(channels, output.Size)));
        var network = Sequential(layers);
        StartValues.ForReLU(network);
        return network;
    }

    private static void AddStem(List<(string, Module<Tensor, Tensor>)> layers, ResNetOptions options, ImageShape input)
    {
        var small = Stems.IsSmall(options.Stem, input, options);
        var (kernel, stride) = small ? (3, 1) : (7, 2);
        layers.Add(("conv1", Conv2d(input.Channels, options.BaseChannels, kernel, stride, kernel / 2, bias: false)));
        layers.Add(("bn1", new BatchNormalization(options.BaseChannels)));
        layers.Add(("relu", ReLU()));
        if (!small) layers.Add(("maxpool", MaxPool2d(3, 2, 1)));
    }

    private static Sequential Stage(int from, int to, int blocks, int stride, bool bottleneck) => Sequential(
        Enumerable.Range(0, blocks).Select(i => ($"{i}", Block(i == 0 ? from : to, to, i == 0 ? stride : 1, bottleneck))));

    private static Module<Tensor, Tensor> Block(int from, int to, int stride, bool bottleneck) =>
        bottleneck ? ResNetBlock.Bottleneck(from, to, stride) : ResNetBlock.Basic(from, to, stride);
}
