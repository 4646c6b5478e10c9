using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>Images with noise.</summary>
/// <param name="Map">The images [rows, channels, height, width].</param>
/// <param name="Noise">How far each is on its way to noise, from 0 to 1 [rows].</param>
/// <param name="Classes">The numbers of conditions [rows] (Int64).</param>
internal sealed record UNetInput(Tensor Map, Tensor Noise, Tensor Classes);

/// <summary>
/// A U-Net with attention (Ronneberger et al., U-Net, 2015; Ho et al., Denoising Diffusion Probabilistic Models, 2020; Dhariwal and Nichol, Diffusion Models Beat GANs, 2021): residual blocks while the
/// image is halved step by step, then as it is doubled again, each time beside what it was on the way down. The strength of the noise and the condition set scale and shift in every block.
/// Shapes: images [rows, channels, height, width], noise [rows] and conditions [rows] → [rows, channels, height, width].
/// </summary>
internal sealed class UNet : Block<UNetInput>
{
    private const int MostSizes = 4, MostGrowth = 4, Times = 4;
    private readonly NoiseVectors _noise;
    private readonly ClassVectors _classes;
    private readonly Conv2d _in;
    private readonly List<List<UNetBlock>> _down = [], _up = [];
    private readonly List<Conv2d> _halvings = [];
    private readonly List<Sequential> _doublings = [];
    private readonly List<UNetBlock> _middle;
    private readonly Sequential _out;

    public UNet(DiffusionOptions options, ImageShape image, int conditions) : base(nameof(UNet))
    {
        var (width, sides) = (options.Width, Coders.Sides(image, options.Sizes > 0 ? options.Sizes : MostSizes));
        var vector = Times * width;
        int ChannelsAt(int size) => width * Math.Min(1 << size, MostGrowth);
        UNetBlock Block(int from, int size) => new(from, ChannelsAt(size), vector, options.Dropout, Math.Max(sides[size].Height, sides[size].Width) <= options.AttentionSide || size == sides.Count - 1);
        _noise = Part("noise", new NoiseVectors(vector));
        _classes = Part("conditions", new ClassVectors(conditions, vector));
        _in = Part("in", Conv2d(image.Channels, width, 3, 1, 1));
        var channels = width;
        for (var size = 0; size < sides.Count; size++)
        {
            _down.Add([.. Enumerable.Range(0, options.BlocksPerSize).Select(i => Part($"down{size}_{i}", Block(i == 0 ? channels : ChannelsAt(size), size)))]);
            channels = ChannelsAt(size);
            if (size < sides.Count - 1) _halvings.Add(Part($"half{size}", Conv2d(channels, channels, 3, 2, 1)));
        }
        _middle = [Part("middle0", Block(channels, sides.Count - 1)), Part("middle1", Block(channels, sides.Count - 1))];
        for (var size = sides.Count - 1; size >= 0; size--)
        {
            _up.Add([.. Enumerable.Range(0, options.BlocksPerSize).Select(i => Part($"up{size}_{i}", Block((i == 0 ? channels : ChannelsAt(size)) + ChannelsAt(size), size)))]);
            channels = ChannelsAt(size);
            if (size > 0) _doublings.Add(Part($"double{size}", Sequential(("double", new Doubling(sides[size - 1].Height, sides[size - 1].Width)), ("conv", Conv2d(channels, channels, 3, 1, 1)))));
        }
        var last = Conv2d(channels, image.Channels, 3, 1, 1);
        init.zeros_(last.weight!);
        init.zeros_(last.bias!);
        _out = Part("out", Sequential(("norm", StartValues.GroupNorm(Layers.Blocks.GroupsFor(channels), channels)), ("silu", SiLU()), ("conv", last)));
    }

    /// <summary>The number that stands for any condition.</summary>
    public int AnyClass => _classes.Any;

    /// <summary>Adds what forward does.</summary>
    /// <param name="composer">The graph.</param>
    /// <param name="map">The images.</param>
    /// <param name="noise">How far each is on its way to noise [rows, 1].</param>
    /// <param name="classes">The numbers of conditions [rows, 1] (Int64).</param>
    public OnnxValue Export(OnnxComposer composer, OnnxValue map, OnnxValue noise, OnnxValue classes)
    {
        var vector = composer.Add(composer.Apply(_noise, noise), composer.Apply(_classes, classes));
        OnnxValue Through(UNetBlock block, OnnxValue value) => composer.Within(block, () => block.Export(composer, value, vector));
        return Walk(composer.Apply(_in, map), Through, (layer, value) => composer.Apply(layer, value), (left, right) => composer.Concat(1, left, right));
    }

    protected override Tensor Run(UNetInput input)
    {
        var vector = _noise.call(input.Noise.unsqueeze(1)).Plus(_classes.call(input.Classes));
        return Walk(_in.call(input.Map), (block, map) => block.call(new UNetStep(map, vector)), (layer, map) => layer.call(map), (left, right) => cat([left, right], 1));
    }

    // The same way for tensors and for graphs.
    private T Walk<T>(T map, Func<UNetBlock, T, T> through, Func<Module<Tensor, Tensor>, T, T> apply, Func<T, T, T> join)
    {
        var kept = new Stack<T>();
        for (var size = 0; size < _down.Count; size++)
        {
            foreach (var block in _down[size]) kept.Push(map = through(block, map));
            if (size < _halvings.Count) map = apply(_halvings[size], map);
        }
        foreach (var block in _middle) map = through(block, map);
        for (var size = 0; size < _up.Count; size++)
        {
            foreach (var block in _up[size]) map = through(block, join(map, kept.Pop()));
            if (size < _doublings.Count) map = apply(_doublings[size], map);
        }
        return apply(_out, map);
    }
}
