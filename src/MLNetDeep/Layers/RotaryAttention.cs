using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// Every step (a token of a text) looks at every other, whose distance it sees: queries and keys are turned by an angle that grows with their place
/// (Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding, 2021). Shapes: [rows, longest, width] stay.
/// </summary>
internal sealed class RotaryAttention : Module<Tensor, Tensor, Tensor>
{
    private const string Cosines = "cosines", Sines = "sines";
    private readonly int _width, _heads;
    private readonly double _dropout;
    private readonly Linear _query, _key, _value, _projection;

    /// <param name="width">Numbers that describe a step.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="longest">The most steps of a row.</param>
    /// <param name="dropout">The share of what a step sees of the others that is dropped in training.</param>
    public RotaryAttention(int width, int heads, int longest, double dropout) : base(nameof(RotaryAttention))
    {
        (_width, _heads, _dropout) = (width, heads, dropout);
        (_query, _key, _value, _projection) = (Linear(width, width), Linear(width, width), Linear(width, width), Linear(width, width));
        register_module("query", _query);
        register_module("key", _key);
        register_module("value", _value);
        register_module("proj", _projection);
        var (cosines, sines) = (new float[longest * HeadWidth], new float[longest * HeadWidth]);
        for (var place = 0; place < longest; place++)
            for (var i = 0; i < HeadWidth; i++)
            {
                var angle = place / Math.Pow(10_000, 2.0 * (i % (HeadWidth / 2)) / HeadWidth);
                (cosines[(place * HeadWidth) + i], sines[(place * HeadWidth) + i]) = ((float)Math.Cos(angle), (float)Math.Sin(angle));
            }
        register_buffer(Cosines, Tensors.OfFloats(cosines, longest, HeadWidth).DetachFromDisposeScope());
        register_buffer(Sines, Tensors.OfFloats(sines, longest, HeadWidth).DetachFromDisposeScope());
    }

    private int HeadWidth => _width / _heads;

    /// <summary>What each step takes from the others.</summary>
    /// <param name="input">The steps.</param>
    /// <param name="bias">What is added to how much a step looks at each place: 0, or far below for a place without a step [rows, 1, 1, longest].</param>
    public override Tensor forward(Tensor input, Tensor bias)
    {
        using var scope = NewDisposeScope();
        var (rows, longest) = (input.shape[0], input.shape[1]);
        Tensor Split(Linear layer) => layer.call(input).reshape(rows, longest, _heads, HeadWidth).transpose(1, 2);
        var (cosines, sines) = (get_buffer(Cosines)!.narrow(0, 0, longest), get_buffer(Sines)!.narrow(0, 0, longest));
        var (query, key, value) = (Turn(Split(_query), cosines, sines), Turn(Split(_key), cosines, sines), Split(_value));
        var mixed = Attention.Mix(query, key, value, bias, training ? _dropout : 0);
        return _projection.call(mixed.transpose(1, 2).reshape(rows, longest, _width)).MoveToOuterDisposeScope();
    }

    /// <summary>Adds what forward does in evaluation mode.</summary>
    public OnnxValue Export(OnnxComposer composer, OnnxValue input, OnnxValue bias, OnnxValue longest)
    {
        OnnxValue Split(Linear layer) => Permute.Transpose(composer,
            composer.Node("Reshape", [-1, _heads, HeadWidth], [composer.Apply(layer, input), StepMask.Longs(composer, 0, 0, _heads, HeadWidth)]), 0, 2, 1, 3);
        OnnxValue Places(string name) => composer.Node("Slice", [HeadWidth], [composer.Constant(get_buffer(name)!), StepMask.Longs(composer, 0), longest, StepMask.Longs(composer, 0)]);
        var (cosines, sines) = (Places(Cosines), Places(Sines));
        var query = Turn(composer, Split(_query), cosines, sines);
        var key = Permute.Transpose(composer, Turn(composer, Split(_key), cosines, sines), 0, 1, 3, 2);
        var scores = composer.Node("MatMul", [_heads, -1, -1], [query, key]);
        var scaled = composer.Node("Mul", scores.Shape, [scores, composer.Constant(1 / Math.Sqrt(HeadWidth))]);
        var weights = composer.Node("Softmax", scores.Shape, [composer.Node("Add", scores.Shape, [scaled, bias])], ("axis", -1));
        var mixed = Permute.Transpose(composer, composer.Node("MatMul", [_heads, -1, HeadWidth], [weights, Split(_value)]), 0, 2, 1, 3);
        return composer.Apply(_projection, composer.Node("Reshape", [-1, _width], [mixed, StepMask.Longs(composer, 0, 0, _width)]));
    }

    // Parts are registered by name.
    protected override void RegisterComponents()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var child in children()) child.Dispose();
            foreach (var buffer in buffers(recurse: false)) buffer.Dispose();
        }
        base.Dispose(disposing);
    }

    private static Tensor Turn(Tensor vectors, Tensor cosines, Tensor sines)
    {
        var halves = vectors.chunk(2, -1);
        return vectors.mul(cosines.to(vectors.dtype)).Plus(cat([halves[1].neg(), halves[0]], -1).mul(sines.to(vectors.dtype)));
    }

    private OnnxValue Turn(OnnxComposer composer, OnnxValue vectors, OnnxValue cosines, OnnxValue sines)
    {
        long half = HeadWidth / 2;
        OnnxValue Half(long from) => composer.Node("Slice", [.. vectors.Shape.SkipLast(1), half],
            [vectors, StepMask.Longs(composer, from), StepMask.Longs(composer, from + half), StepMask.Longs(composer, 3)]);
        var turned = composer.Node("Concat", vectors.Shape, [composer.Node("Neg", vectors.Shape, [Half(half)]), Half(0)], ("axis", -1));
        return composer.Node("Add", vectors.Shape,
            [composer.Node("Mul", vectors.Shape, [vectors, cosines]), composer.Node("Mul", vectors.Shape, [turned, sines])]);
    }
}
