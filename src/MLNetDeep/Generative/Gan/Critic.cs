using MLNetDeep.Common;
using MLNetDeep.Inputs.Conditioned;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>Tells rows from samples, by a number that is higher for rows. Shapes: values [rows, …] and conditions [rows] → [rows].</summary>
internal sealed class Critic : Block<ConditionedBatch>
{
    private const int Width = 64;
    private readonly Sequential _encoder;
    private readonly Linear _head;
    private readonly ClassVectors? _classes;

    public Critic(GanOptions options, ConditionedShape shape) : base(nameof(Critic))
    {
        _encoder = Part("encoder", Coders.Encoder(shape.Values, options, Width));
        _head = Part("head", Linear(Width, 1));
        if (shape.Conditions > 0) _classes = Part("conditions", new ClassVectors(shape.Conditions, Width));
    }

    /// <summary>Adds what forward does; [rows, 1].</summary>
    public OnnxValue Export(OnnxComposer composer, OnnxValue values, OnnxValue? classes)
    {
        var seen = composer.Apply(_encoder, values);
        var score = composer.Apply(_head, seen);
        if (_classes is null) return score;
        var product = composer.Multiply(seen, composer.Apply(_classes, classes!));
        var mean = composer.Node("ReduceMean", [1], [product], ("axes", new long[] { 1 }), ("keepdims", 1));
        return composer.Add(score, composer.Node("Mul", [1], [mean, composer.Constant(Width)]));
    }

    protected override Tensor Run(ConditionedBatch input)
    {
        var seen = _encoder.call(input.Values);
        var score = _head.call(seen).squeeze(1);
        return _classes is null ? score : score.Plus(seen.mul(_classes.call(input.Classes!)).sum(1));
    }
}
