using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>
/// MobileNetV3 (large): little to compute and little to store, for production on small machines.
/// Howard et al., Searching for MobileNetV3 (2019), table 1. Blocks are inverted residuals with squeeze and excitation.
/// Shapes: [rows, channels, height, width] → 15 blocks that halve the sides four times → mean → [rows, outputs].
/// </summary>
internal static class MobileNetV3Module
{
    public const double Epsilon = 1e-3;

    private static readonly (int Kernel, int Expanded, int To, bool Excites, bool HardSwish, int Stride)[] Table =
    [
        (3, 16, 16, false, false, 1),
        (3, 64, 24, false, false, 2), (3, 72, 24, false, false, 1),
        (5, 72, 40, true, false, 2), (5, 120, 40, true, false, 1), (5, 120, 40, true, false, 1),
        (3, 240, 80, false, true, 2), (3, 200, 80, false, true, 1), (3, 184, 80, false, true, 1), (3, 184, 80, false, true, 1),
        (3, 480, 112, true, true, 1), (3, 672, 112, true, true, 1),
        (5, 672, 160, true, true, 2), (5, 960, 160, true, true, 1), (5, 960, 160, true, true, 1),
    ];

    public static Sequential Create(MobileNetV3Options options, ImageShape input, OutputShape output)
    {
        var blocks = Settings(options, input);
        var (stem, last) = (blocks[0].From, 6 * blocks[^1].To);
        var stride = Stems.IsSmall(options.Stem, input, options) ? 1 : 2;
        var features = Sequential(("0", InvertedResidual.Convolution(input.Channels, stem, 3, stride, 1, hardSwish: true)));
        for (var i = 0; i < blocks.Count; i++) features.append($"{i + 1}", new InvertedResidual(blocks[i]));
        features.append($"{blocks.Count + 1}", InvertedResidual.Convolution(blocks[^1].To, last, 1, 1, 1, hardSwish: true));
        var hidden = Blocks.DivisibleBy8(1280 * options.WidthMultiplier);
        var classifier = Sequential(
            ("0", Linear(last, hidden)), ("1", Hardswish()), ("2", Dropout(options.Dropout)), ("3", Linear(hidden, output.Size)));
        var network = Sequential(("layout", new ChannelsLast()), ("features", features), ("avgpool", AdaptiveAvgPool2d(1)), ("flatten", Flatten()), ("classifier", classifier));
        StartValues.ForReLU(network);
        return network;
    }

    private static List<InvertedResidualSettings> Settings(MobileNetV3Options options, ImageShape input)
    {
        int Width(int published) => Blocks.DivisibleBy8(published * options.WidthMultiplier);
        var small = Stems.IsSmall(options.Stem, input, options);
        var (settings, from) = (new List<InvertedResidualSettings>(), Width(16));
        foreach (var line in Table)
        {
            // Pictures that are small already are halved three times, not five.
            var stride = small && line.To == 24 ? 1 : line.Stride;
            settings.Add(new(from, line.Kernel, Width(line.Expanded), Width(line.To), line.Excites, line.HardSwish, stride));
            from = Width(line.To);
        }
        return settings;
    }
}
