using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>How the outputs of an ensemble's members become those of the ensemble.</summary>
internal enum MemberPooling
{
    /// <summary>Their mean: for numbers.</summary>
    Mean,

    /// <summary>The logarithm of their mean probabilities: for one of several classes.</summary>
    Softmax,

    /// <summary>The logit of their mean probabilities: for flags.</summary>
    Sigmoid,
}

/// <summary>Pools members. Shapes: [rows, members, outputs] → [rows, outputs].</summary>
internal static class Members
{
    public static Tensor Pool(this MemberPooling pooling, Tensor outputs) => pooling switch
    {
        MemberPooling.Softmax => LogMean(functional.log_softmax(outputs, 2)),
        MemberPooling.Sigmoid => LogMean(functional.logsigmoid(outputs)) - LogMean(functional.logsigmoid(-outputs)),
        _ => outputs.mean([1]),
    };

    public static OnnxValue Export(this MemberPooling pooling, OnnxComposer composer, OnnxValue outputs)
    {
        switch (pooling)
        {
            case MemberPooling.Softmax:
                return LogMean(composer, composer.Node("LogSoftmax", outputs.Shape, [outputs], ("axis", -1)));
            case MemberPooling.Sigmoid:
                var negative = Negative(composer, outputs);
                var (isTrue, isFalse) = (LogSigmoid(composer, negative), LogSigmoid(composer, outputs));
                return composer.Node("Sub", [outputs.Shape[1]], [LogMean(composer, isTrue), LogMean(composer, isFalse)]);
            default:
                return Reduce(composer, "ReduceMean", outputs);
        }
    }

    // Logarithms of probabilities, kept exact where all of them are small.
    private static Tensor LogMean(Tensor logs) => logs.logsumexp(1).Minus(Math.Log(logs.shape[1]));

    private static OnnxValue LogMean(OnnxComposer composer, OnnxValue logs)
    {
        using var scope = NewDisposeScope();
        var sum = Reduce(composer, "ReduceLogSumExp", logs);
        return composer.Node("Sub", sum.Shape, [sum, composer.Constant(tensor((float)Math.Log(logs.Shape[0])))]);
    }

    private static OnnxValue Reduce(OnnxComposer composer, string op, OnnxValue value) =>
        composer.Node(op, [value.Shape[1]], [value], ("axes", new long[] { 1 }), ("keepdims", 0));

    /// <summary>ln sigmoid(x) = -ln(1 + e⁻ˣ), given -x.</summary>
    private static OnnxValue LogSigmoid(OnnxComposer composer, OnnxValue turned) =>
        Negative(composer, composer.Node("Softplus", turned.Shape, [turned]));

    private static OnnxValue Negative(OnnxComposer composer, OnnxValue value) => composer.Node("Neg", value.Shape, [value]);
}
