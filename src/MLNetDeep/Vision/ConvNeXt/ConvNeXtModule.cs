using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>
/// A convolutional network built as transformers are: strong when fine-tuned, and steady to train.
/// Liu et al., A ConvNet for the 2020s (2022). Stages of blocks y = x + γ F(x), between them a halving of the sides.
/// Shapes: [rows, channels, height, width] → patches → four stages → mean → [rows, outputs].
/// </summary>
internal static class ConvNeXtModule
{
    private const int Stages = 4;

    public static Sequential Create(ConvNeXtOptions options, ImageShape input, OutputShape output)
    {
        var patch = PatchSize(options, input);
        var (height, width) = (Math.Max(1, input.Height / patch), Math.Max(1, input.Width / patch));
        var features = Sequential(("0", Sequential(
            ("0", Conv2d(input.Channels, options.BaseChannels, patch, patch, 0)), ("1", new ChannelNorm(options.BaseChannels)))));
        var (blocks, made) = (BlockCounts(options), 0);
        for (var stage = 0; stage < Stages; stage++)
        {
            var channels = options.BaseChannels << stage;
            if (stage > 0)
            {
                features.append($"{2 * stage}", Halve(channels / 2, channels, height, width));
                (height, width) = (Math.Max(1, height / 2), Math.Max(1, width / 2));
            }
            var from = made;
            features.append($"{(2 * stage) + 1}", Sequential(Enumerable.Range(0, blocks[stage]).Select(i => ($"{i}",
                (Module<Tensor, Tensor>)new ConvNeXtBlock(channels, DropPath.RateAt(from + i, blocks.Sum(), options.DropPath))))));
            made += blocks[stage];
        }
        var last = options.BaseChannels << (Stages - 1);
        var network = Sequential(("layout", new ChannelsLast()), ("features", features), ("avgpool", AdaptiveAvgPool2d(1)),
            ("classifier", Sequential(("0", new ChannelNorm(last)), ("1", Flatten()), ("2", Linear(last, output.Size)))));
        StartValues.Narrow(network);
        return network;
    }

    public static int[] BlockCounts(ConvNeXtOptions options) =>
        [options.BlocksPerStage, options.BlocksPerStage, 3 * options.BlocksPerStage, options.BlocksPerStage];

    /// <summary>Two pixels become one; a side of one pixel gets a margin, as a window of two would not fit.</summary>
    private static Sequential Halve(int from, int to, int height, int width) => Sequential(
        ("0", new ChannelNorm(from)),
        ("1", Conv2d(from, to, (2, 2), (2, 2), (height < 2 ? 1 : 0, width < 2 ? 1 : 0))));

    private static int PatchSize(ConvNeXtOptions options, ImageShape input)
    {
        var side = Math.Min(input.Height, input.Width);
        var wanted = options.PatchSize > 0 ? options.PatchSize
            : side >= 96 || options.PretrainedWeights is not null ? 4
            : side >= 24 ? 2 : 1;
        return wanted <= side ? wanted
            : throw new ArgumentException($"{nameof(options.PatchSize)} must be at most the smaller side of the pictures, {side}, but was {wanted}.");
    }
}
