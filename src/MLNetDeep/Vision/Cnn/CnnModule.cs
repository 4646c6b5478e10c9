using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>
/// A plain convolutional network: for small images and as the first thing to try.
/// After LeCun et al., Gradient-Based Learning Applied to Document Recognition (1998), with today's parts:
/// blocks of (convolution, normalisation, ReLU), each halving the image and doubling the channels, the mean over what is
/// left of the image, dropout and a linear layer.
/// Shapes: [rows, channels, height, width] → [rows, outputs].
/// </summary>
internal static class CnnModule
{
    public static Sequential Create(CnnOptions options, ImageShape input, OutputShape output)
    {
        var layers = new List<(string, Module<Tensor, Tensor>)> { ("layout", new ChannelsLast()) };
        var channels = input.Channels;
        for (var block = 0; block < options.Blocks; block++)
        {
            var wanted = options.BaseChannels << block;
            for (var i = 0; i < options.ConvolutionsPerBlock; i++, channels = wanted)
                AddConvolution(layers, $"block{block}_{i}", options, channels, wanted);
            if (block < options.Blocks - 1 && CanHalve(input, block)) layers.Add(($"block{block}_pool", Pool(options.Pooling)));
        }
        layers.Add(("mean", AdaptiveAvgPool2d(1)));
        layers.Add(("flatten", Flatten()));
        if (options.Dropout > 0) layers.Add(("dropout", Dropout(options.Dropout)));
        layers.Add(("head", Linear(channels, output.Size)));
        return Sequential(layers);
    }

    private static void AddConvolution(List<(string, Module<Tensor, Tensor>)> layers, string name, CnnOptions options, int from, int to)
    {
        var hasNorm = options.Normalization != CnnNormalization.None;
        layers.Add(($"{name}_conv", Conv2d(from, to, options.KernelSize, 1, options.KernelSize / 2, bias: !hasNorm)));
        if (hasNorm) layers.Add(($"{name}_norm", Normalize(options.Normalization, to)));
        layers.Add(($"{name}_relu", ReLU()));
    }

    private static Module<Tensor, Tensor> Normalize(CnnNormalization kind, int channels) => kind switch
    {
        CnnNormalization.Group => StartValues.GroupNorm(Blocks.GroupsFor(channels), channels),
        _ => new BatchNormalization(channels),
    };

    private static Module<Tensor, Tensor> Pool(CnnPooling kind) => kind switch
    {
        CnnPooling.Average => AvgPool2d(2),
        _ => MaxPool2d(2),
    };

    // A picture of one pixel cannot be halved again.
    private static bool CanHalve(ImageShape input, int halvings) => Math.Min(input.Height, input.Width) >> halvings >= 2;
}
