using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Bench.Generative;

/// <summary>The U-Net of a diffusion model as one writes it by hand on TorchSharp: three sizes, one block at each, attention at the two smaller ones.</summary>
internal sealed class HandUNet : Module<Tensor, Tensor, Tensor>
{
    private const int Waves = 32;
    private readonly Tensor _frequencies;
    private readonly Linear _noise1, _noise2;
    private readonly Embedding _classes;
    private readonly Conv2d _in, _last;
    private readonly ModuleList<HandBlock> _down = [], _middle = [], _up = [];
    private readonly ModuleList<Conv2d> _halvings = [], _doublings = [];
    private readonly GroupNorm _norm;

    public HandUNet(int channels, int width) : base(nameof(HandUNet))
    {
        var vector = 4 * width;
        int[] widths = [width, 2 * width, 4 * width];
        _frequencies = tensor(Enumerable.Range(0, Waves).Select(i => (float)(1000 * Math.Pow(10_000, -(double)i / Waves))).ToArray()).unsqueeze(0);
        (_noise1, _noise2, _classes) = (Linear(2 * Waves, vector), Linear(vector, vector), Embedding(1, vector));
        _in = Conv2d(channels, width, 3, 1, 1);
        for (var size = 0; size < 3; size++)
        {
            _down.Add(new HandBlock(size == 0 ? width : widths[size - 1], widths[size], vector, size > 0));
            if (size < 2) _halvings.Add(Conv2d(widths[size], widths[size], 3, 2, 1));
        }
        for (var i = 0; i < 2; i++) _middle.Add(new HandBlock(widths[2], widths[2], vector, true));
        for (var size = 2; size >= 0; size--)
        {
            _up.Add(new HandBlock((size == 2 ? widths[2] : widths[size + 1]) + widths[size], widths[size], vector, size > 0));
            if (size > 0) _doublings.Add(Conv2d(widths[size], widths[size], 3, 1, 1));
        }
        (_norm, _last) = (HandBlock.Norm(width), Conv2d(width, channels, 3, 1, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor map, Tensor times)
    {
        using var scope = NewDisposeScope();
        var angles = times.unsqueeze(1) * _frequencies;
        var vector = _noise2.call(functional.silu(_noise1.call(cat([angles.sin(), angles.cos()], 1)))) + _classes.call(zeros(map.shape[0], ScalarType.Int64));
        var kept = new Stack<Tensor>();
        var value = _in.call(map);
        for (var size = 0; size < 3; size++)
        {
            kept.Push(value = _down[size].call(value, vector));
            if (size < 2) value = _halvings[size].call(value);
        }
        foreach (var block in _middle) value = block.call(value, vector);
        for (var i = 0; i < 3; i++)
        {
            value = _up[i].call(cat([value, kept.Pop()], 1), vector);
            if (i < 2) value = _doublings[i].call(functional.interpolate(value, scale_factor: [2, 2], mode: InterpolationMode.Nearest));
        }
        return _last.call(functional.silu(_norm.call(value))).MoveToOuterDisposeScope();
    }
}

/// <summary>A residual block whose second normalization has scale and shift from a vector, with attention between pixels.</summary>
internal sealed class HandBlock : Module<Tensor, Tensor, Tensor>
{
    private readonly int _channels, _heads;
    private readonly GroupNorm _norm1, _norm2;
    private readonly Conv2d _conv1, _conv2;
    private readonly Linear _setting;
    private readonly Conv2d? _skip;
    private readonly GroupNorm? _norm3;
    private readonly Linear? _qkv, _proj;

    public HandBlock(int from, int to, int vector, bool attends) : base(nameof(HandBlock))
    {
        (_channels, _heads) = (to, to / 32);
        (_norm1, _conv1, _setting) = (Norm(from), Conv2d(from, to, 3, 1, 1), Linear(vector, 2 * to));
        (_norm2, _conv2) = (Norm(to), Conv2d(to, to, 3, 1, 1));
        if (from != to) _skip = Conv2d(from, to, 1);
        if (attends) (_norm3, _qkv, _proj) = (Norm(to), Linear(to, 3 * to), Linear(to, to));
        RegisterComponents();
    }

    // TorchSharp leaves its weights as they lie in memory.
    public static GroupNorm Norm(int channels)
    {
        var norm = GroupNorm(8, channels);
        init.ones_(norm.weight!);
        init.zeros_(norm.bias!);
        return norm;
    }

    public override Tensor forward(Tensor map, Tensor vector)
    {
        using var scope = NewDisposeScope();
        var setting = _setting.call(functional.silu(vector)).unsqueeze(2).unsqueeze(3);
        var first = _norm2.call(_conv1.call(functional.silu(_norm1.call(map))));
        var set = (first * (setting.narrow(1, 0, _channels) + 1)) + setting.narrow(1, _channels, _channels);
        var sum = _conv2.call(functional.dropout(functional.silu(set), 0.1, training)) + (_skip is null ? map : _skip.call(map));
        return (_qkv is null ? sum : sum + Attend(sum)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor map)
    {
        var pixels = _norm3!.call(map).flatten(2).transpose(1, 2);
        var (rows, count) = (pixels.shape[0], pixels.shape[1]);
        var parts = _qkv!.call(pixels).view(rows, count, 3, _heads, _channels / _heads).permute(2, 0, 3, 1, 4).unbind(0);
        var mixed = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]).transpose(1, 2).reshape(rows, count, _channels);
        return _proj!.call(mixed).transpose(1, 2).reshape(map.shape);
    }
}
