using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Bench.Gpt;

/// <summary>The same network as one writes it by hand on TorchSharp.</summary>
internal sealed class HandGpt : Module<Tensor, Tensor>
{
    private readonly int _width, _heads;
    private readonly Embedding _tokens;
    private readonly ModuleList<Linear> _qkv = [], _proj = [], _up = [], _down = [];
    private readonly Linear _head;
    private readonly Tensor _cosines, _sines;

    public HandGpt(int vocabulary, int layers, int width, int heads, int length) : base(nameof(HandGpt))
    {
        (_width, _heads) = (width, heads);
        _tokens = Embedding(vocabulary, width);
        _head = Linear(width, vocabulary, hasBias: false);
        for (var i = 0; i < layers; i++)
        {
            _qkv.Add(Linear(width, 3 * width, hasBias: false));
            _proj.Add(Linear(width, width, hasBias: false));
            _up.Add(Linear(width, 4 * width, hasBias: false));
            _down.Add(Linear(4 * width, width, hasBias: false));
        }
        var half = width / heads / 2;
        using var angles = outer(arange(length, ScalarType.Float32), pow(10_000, arange(half, ScalarType.Float32) / -half));
        (_cosines, _sines) = (angles.cos(), angles.sin());
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var states = Norm(_tokens.call(input));
        for (var i = 0; i < _qkv.Count; i++)
        {
            states = states + Attend(Norm(states), i);
            states = states + _down[i].call(functional.relu(_up[i].call(Norm(states))).pow(2));
        }
        return _head.call(Norm(states)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor states, int layer)
    {
        var (rows, length) = (states.shape[0], states.shape[1]);
        var parts = _qkv[layer].call(states).view(rows, length, 3, _heads, _width / _heads).permute(2, 0, 3, 1, 4).unbind(0);
        var mixed = functional.scaled_dot_product_attention(Turn(Norm(parts[0])), Turn(Norm(parts[1])), parts[2], is_casual: true);
        return _proj[layer].call(mixed.transpose(1, 2).reshape(rows, length, _width));
    }

    private Tensor Turn(Tensor vectors)
    {
        var halves = vectors.chunk(2, -1);
        return cat([(halves[0] * _cosines) - (halves[1] * _sines), (halves[1] * _cosines) + (halves[0] * _sines)], -1);
    }

    private static Tensor Norm(Tensor x) => x * (x.pow(2).mean([-1], keepdim: true) + 1e-6).rsqrt();
}
