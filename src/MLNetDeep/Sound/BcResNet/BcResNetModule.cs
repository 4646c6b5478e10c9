using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sound;

/// <summary>
/// A broadcasted residual network: few weights and operations, for keywords and other short sounds.
/// Kim et al., Broadcasted Residual Learning for Efficient Keyword Spotting (2021): a 5 × 5 convolution, four stages of <see cref="BcBlock"/>, a depthwise 5 × 5 convolution, then 1 × 1 convolutions with the mean
/// over what is left in between. Channels are 16, 8, 12, 16, 20 and 32 times τ.
/// Shapes: [rows, 1, bands, frames] → [rows, outputs].
/// </summary>
internal static class BcResNetModule
{
    // Channels at a τ of 1, blocks, the stride over bands, and the dilation over frames: the paper's table 1.
    private static readonly (int Channels, int Blocks, int Stride, int Dilation)[] Stages = [(8, 2, 1, 1), (12, 2, 2, 2), (16, 4, 2, 4), (20, 4, 1, 8)];

    private const int Stem = 16, Last = 32, Kernel = 5;

    public static Sequential Create(BcResNetOptions options, SoundShape input, OutputShape output)
    {
        int Channels(int wanted) => Math.Max(1, (int)Math.Round(wanted * options.Tau));
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        var (channels, bands) = (Channels(Stem), Halved(input.Bands));
        Add(layers, "stem", Conv2d(1, channels, (Kernel, Kernel), (2, 1), (Kernel / 2, Kernel / 2), bias: false), channels);
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var (wanted, blocks, stride, dilation) = Stages[stage];
            for (var block = 0; block < blocks; block++)
            {
                var step = block == 0 ? stride : 1;
                if (step == 2) bands = Halved(bands);
                layers.Add(($"stage{stage + 1}_{block}", new BcBlock(new BcBlockSettings(channels, Channels(wanted), bands, step, dilation, options.SubBands, options.Dropout))));
                channels = Channels(wanted);
            }
        }
        // As many bands as the kernel has are one afterwards.
        layers.Add(("last_depthwise", Conv2d(channels, channels, (Kernel, Kernel), (1, 1), (bands < Kernel ? Kernel / 2 : 0, Kernel / 2), groups: channels, bias: false)));
        Add(layers, "last", Conv2d(channels, Channels(Last), 1, bias: false), Channels(Last));
        layers.Add(("mean", AdaptiveAvgPool2d(1)));
        layers.Add(("flatten", Flatten()));
        layers.Add(("head", Linear(Channels(Last), output.Size)));
        return Sequential(layers);
    }

    private static void Add(List<(string, Module<Tensor, Tensor>)> layers, string name, Conv2d convolution, int channels)
    {
        layers.Add(($"{name}_conv", convolution));
        layers.Add(($"{name}_norm", new BatchNormalization(channels)));
        layers.Add(($"{name}_relu", ReLU()));
    }

    // A stride of 2 with a kernel padded on both sides.
    private static int Halved(int bands) => (bands + 1) / 2;
}
