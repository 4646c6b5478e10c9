using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>Networks from rows to vectors, and from vectors to rows.</summary>
internal static class Coders
{
    private const int DenseWidth = 128, FirstChannels = 32, SmallestSide = 4, MostGrowth = 4;

    /// <summary>From a row to a vector. Shapes: [rows, channels, height, width] or [rows, width] → [rows, outputs].</summary>
    public static Sequential Encoder(InputShape shape, LatentTrainerOptions options, int outputs)
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        if (shape is ImageShape image) Shrink(layers, image, options, outputs);
        else AddDense(layers, options, shape.Size, outputs);
        return Sequential(layers);
    }

    /// <summary>From a vector to a row. Shapes: [rows, inputs] → [rows, channels, height, width] or [rows, width].</summary>
    public static Sequential Decoder(InputShape shape, LatentTrainerOptions options, int inputs)
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        if (shape is ImageShape image) Grow(layers, image, options, inputs);
        else AddDense(layers, options, inputs, shape.Size);
        return Sequential(layers);
    }

    /// <summary>The sides of an image as it is halved, from the whole to the smallest.</summary>
    public static List<(int Height, int Width)> Sides(ImageShape image, int most = int.MaxValue)
    {
        var sides = new List<(int Height, int Width)> { (image.Height, image.Width) };
        while (sides.Count < most && Math.Min(sides[^1].Height, sides[^1].Width) > SmallestSide) sides.Add(((sides[^1].Height + 1) / 2, (sides[^1].Width + 1) / 2));
        return sides;
    }

    private static void AddDense(List<(string, Module<Tensor, Tensor>)> layers, LatentTrainerOptions options, int inputs, int outputs)
    {
        var (width, from) = (options.Width > 0 ? options.Width : DenseWidth, inputs);
        for (var i = 0; i < options.HiddenLayers; i++, from = width)
        {
            layers.Add(($"hidden{i}", Linear(from, width)));
            layers.Add(($"hidden{i}_silu", SiLU()));
        }
        layers.Add(("out", Linear(from, outputs)));
    }

    private static int ChannelsAt(LatentTrainerOptions options, int halvings) => (options.Width > 0 ? options.Width : FirstChannels) * Math.Min(1 << halvings, MostGrowth);

    private static void Shrink(List<(string, Module<Tensor, Tensor>)> layers, ImageShape image, LatentTrainerOptions options, int outputs)
    {
        var sides = Sides(image);
        AddConvolution(layers, "in", image.Channels, ChannelsAt(options, 0), stride: 1);
        for (var i = 1; i < sides.Count; i++)
        {
            AddConvolution(layers, $"half{i}", ChannelsAt(options, i - 1), ChannelsAt(options, i), stride: 2);
            AddConvolution(layers, $"conv{i}", ChannelsAt(options, i), ChannelsAt(options, i), stride: 1);
        }
        layers.Add(("flatten", Flatten()));
        layers.Add(("out", Linear(ChannelsAt(options, sides.Count - 1) * sides[^1].Height * sides[^1].Width, outputs)));
    }

    private static void Grow(List<(string, Module<Tensor, Tensor>)> layers, ImageShape image, LatentTrainerOptions options, int inputs)
    {
        var sides = Sides(image);
        var first = ChannelsAt(options, sides.Count - 1);
        layers.Add(("in", Linear(inputs, first * sides[^1].Height * sides[^1].Width)));
        layers.Add(("unflatten", Unflatten(1, [first, sides[^1].Height, sides[^1].Width])));
        AddConvolution(layers, "conv", first, first, stride: 1);
        for (var i = sides.Count - 2; i >= 0; i--)
        {
            layers.Add(($"double{i}", new Doubling(sides[i].Height, sides[i].Width)));
            AddConvolution(layers, $"conv{i}", ChannelsAt(options, i + 1), ChannelsAt(options, i), stride: 1);
        }
        layers.Add(("out", Conv2d(ChannelsAt(options, 0), image.Channels, 3, 1, 1)));
    }

    private static void AddConvolution(List<(string, Module<Tensor, Tensor>)> layers, string name, int from, int to, int stride)
    {
        layers.Add((name, Conv2d(from, to, 3, stride, 1)));
        layers.Add(($"{name}_norm", StartValues.GroupNorm(MLNetDeep.Layers.Blocks.GroupsFor(to), to)));
        layers.Add(($"{name}_silu", SiLU()));
    }
}
