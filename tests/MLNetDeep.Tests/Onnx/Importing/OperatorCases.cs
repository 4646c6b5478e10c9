using MLNetDeep.Onnx.Graph;

namespace MLNetDeep.Tests.Onnx.Importing;

/// <summary>Nodes with every operator that is offered, and the attributes that change what it does.</summary>
internal static class OperatorCases
{
    private static readonly Random _random = new(1);

    public static IReadOnlyList<OperatorCase> All { get; } =
    [
        .. Smooth(["Abs", "Exp", "Neg", "Sin", "Cos", "Tanh", "Sinh", "Cosh", "Atan", "Erf", "Sigmoid", "Softplus", "Softsign", "HardSwish", "Elu", "Celu", "Selu", "LeakyRelu", "Relu", "Identity", "HardSigmoid"]),
        .. Rough(["Floor", "Ceil", "Round", "Sign"]),
        new("Tan", [Real(2, 3)]), new("Asin", [Share(2, 3)]), new("Acos", [Share(2, 3)]),
        new("Log", [Positive(2, 3)]), new("Sqrt", [Positive(2, 3)]), new("Reciprocal", [Positive(2, 3)]),
        new("LeakyRelu", [Real(2, 3)], ("alpha", 0.3f)), new("Elu", [Real(2, 3)], ("alpha", 0.7f)), new("Celu", [Real(2, 3)], ("alpha", 2f)), new("Selu", [Real(2, 3)], ("gamma", 1.5f), ("alpha", 1.2f)),
        new("HardSigmoid", [Real(2, 3)], ("alpha", 0.3f), ("beta", 0.4f)), new("ThresholdedRelu", [Real(2, 9)], ("alpha", 0.5f)),
        new("PRelu", [Real(2, 3, 4), Real(3, 1)]),
        new("Mish", [Real(2, 3)]) { Opset = 18 }, new("Gelu", [Real(2, 3)]) { Opset = 20 }, new("Gelu", [Real(2, 3)], ("approximate", "tanh")) { Opset = 20 },
        new("Dropout", [Real(2, 3)]) { Opset = 12 }, new("Dropout", [Real(2, 3)], ("ratio", 0.3f)) { Opset = 7 },
        new("Clip", [Real(2, 9), Scalar(-0.5f), Scalar(0.4f)]), new("Clip", [Real(2, 9), null, Scalar(0.4f)]), new("Clip", [Real(2, 9)], ("min", -0.5f), ("max", 0.4f)) { Opset = 7 },
        new("Cast", [Real(2, 3)], ("to", 7)) { IsSmooth = false }, new("Cast", [Whole(2, 3)], ("to", 1)), new("Cast", [Whole(2, 3)], ("to", 9)), new("CastLike", [Whole(2, 3), Real(1)]),
        .. new[] { "Add", "Sub", "Mul", "Div", "Max", "Min", "Sum", "Mean" }.Select(op => new OperatorCase(op, [Positive(2, 3, 4), Positive(3, 1)])),
        .. new[] { "Add", "Sub", "Mul", "Div" }.Select(op => new OperatorCase(op, [Whole(2, 3), Count(3, 4, 5)])),
        new("Div", [Longs([3], -7, 7, -8), Longs([3], 2, -2, 3)]),
        new("Mod", [Longs([3], -7, 7, -8), Longs([3], 3, -3, 3)]), new("Mod", [Real(2, 3), Positive(3)], ("fmod", 1)) { IsSmooth = false },
        new("Pow", [Positive(2, 3), Scalar(2.5f)]), new("Pow", [Real(2, 3), Scalar(2)]), new("Pow", [Real(2, 3), Scalar(3)]), new("Pow", [Positive(2, 3), Scalar(0.5f)]),
        new("Sum", [Real(2), Real(2), Real(2)]), new("Mean", [Real(2), Real(2), Real(2)]), new("Max", [Real(2, 3), Real(3), Real(1)]), new("Min", [Real(2)]),
        .. new[] { "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual" }.Select(op => new OperatorCase(op, [Whole(2, 3), Whole(3)])),
        .. new[] { "And", "Or", "Xor" }.Select(op => new OperatorCase(op, [Flags(2, 3), Flags(3)])),
        new("Not", [Flags(2, 3)]), new("IsNaN", [OnnxTensor.Of([1f, float.NaN, float.PositiveInfinity], 3)]) { IsSmooth = false }, new("IsInf", [OnnxTensor.Of([1f, float.NaN, float.PositiveInfinity], 3)]) { IsSmooth = false },
        new("Where", [Flags(2, 3), Real(2, 3), Real(3)]),
        .. new[] { "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp" }.SelectMany(op => new OperatorCase[]
        {
            new(op, [Real(2, 3, 4)]), new(op, [Real(2, 3, 4)], ("axes", new[] { -1L })), new(op, [Real(2, 3, 4)], ("axes", new[] { 0L, 2L }), ("keepdims", 0)),
            new(op, [Real(2, 3, 4), Longs([1], 1)]) { Opset = 18 },
        }),
        new("ReduceLogSum", [Positive(2, 3)], ("axes", new[] { 1L })),
        new("ReduceSum", [Real(2, 3, 4), Longs([2], 0, -1)], ("keepdims", 0)), new("ReduceSum", [Real(2, 3)]), new("ReduceSum", [Real(2, 3)], ("noop_with_empty_axes", 1)), new("ReduceSum", [Real(2, 3)], ("axes", new[] { 1L })) { Opset = 11 },
        .. new[] { "ArgMax", "ArgMin" }.SelectMany(op => new OperatorCase[] { new(op, [Real(2, 5)], ("axis", 1)) { IsSmooth = false }, new(op, [Real(2, 5)], ("axis", -1), ("keepdims", 0), ("select_last_index", 1)) { IsSmooth = false } }),
        new("TopK", [Real(2, 6), Longs([1], 3)]) { Outputs = 2, IsSmooth = false }, new("TopK", [Real(4, 3), Longs([1], 2)], ("axis", 0), ("largest", 0)) { Outputs = 2, IsSmooth = false },
        new("CumSum", [Real(2, 4), ScalarLong(1)]), new("CumSum", [Real(2, 4), ScalarLong(1)], ("exclusive", 1)), new("CumSum", [Real(2, 4), ScalarLong(0)], ("reverse", 1), ("exclusive", 1)),
        new("Softmax", [Real(2, 3, 4)]), new("Softmax", [Real(2, 3, 4)], ("axis", 1)), new("LogSoftmax", [Real(2, 3, 4)], ("axis", 0)), new("Softmax", [Real(2, 3, 4)], ("axis", 1)) { Opset = 11 }, new("LogSoftmax", [Real(2, 3, 4)]) { Opset = 11 },
        new("LpNormalization", [Real(2, 5)]), new("LpNormalization", [Real(2, 5)], ("p", 1), ("axis", 0)),
        new("MatMul", [Real(2, 3), Real(3, 4)]), new("MatMul", [Real(5, 2, 3), Real(3, 4)]), new("MatMul", [Real(5, 1, 2, 3), Real(6, 3, 4)]), new("MatMul", [Real(3), Real(3, 4)]), new("MatMul", [Real(5, 2, 3), Real(3)]), new("MatMul", [Real(3), Real(3)]),
        new("Gemm", [Real(2, 3), Real(3, 4), Real(4)]), new("Gemm", [Real(3, 2), Real(4, 3)], ("transA", 1), ("transB", 1), ("alpha", 0.5f)), new("Gemm", [Real(2, 3), Real(3, 4), Real(2, 1)], ("beta", 2f)),
        new("Einsum", [Real(2, 3, 4), Real(2, 4, 5)], ("equation", "bij,bjk->bik")),
        new("ConstantOfShape", [Longs([2], 2, 3)], ("value", OnnxTensor.Of([7L], 1))), new("ConstantOfShape", [Longs([1], 2)]),
        new("Shape", [Real(2, 3, 4)]), new("Shape", [Real(2, 3, 4)], ("start", 1), ("end", -1)), new("Size", [Real(2, 3)]),
        new("Reshape", [Real(2, 3, 4), Longs([3], 0, -1, 2)]), new("Flatten", [Real(2, 3, 4)]), new("Flatten", [Real(2, 3, 4)], ("axis", -1)), new("Flatten", [Real(2, 3, 4)], ("axis", 0)),
        new("Transpose", [Real(2, 3, 4)]), new("Transpose", [Real(2, 3, 4)], ("perm", new[] { 1L, 2, 0 })),
        new("Squeeze", [Real(1, 3, 1), Longs([1], 0)]), new("Squeeze", [Real(1, 3, 1)]), new("Squeeze", [Real(1, 3, 1)], ("axes", new[] { 2L })) { Opset = 11 },
        new("Unsqueeze", [Real(2, 3), Longs([2], 0, -1)]), new("Unsqueeze", [Real(2, 3)], ("axes", new[] { 1L, 2L })) { Opset = 11 },
        new("Concat", [Real(2, 3), Real(2, 1)], ("axis", 1)), new("Concat", [Longs([1], 1), Longs([2], 2, 3)], ("axis", 0)),
        new("Split", [Real(2, 6)], ("axis", 1)) { Outputs = 2 }, new("Split", [Real(2, 6), Longs([3], 1, 2, 3)], ("axis", -1)) { Outputs = 3 }, new("Split", [Real(5, 2)], ("split", new[] { 2L, 3 })) { Outputs = 2, Opset = 11 }, new("Split", [Real(5, 2)], ("num_outputs", 2)) { Outputs = 2, Opset = 18 },
        new("Expand", [Real(3, 1), Longs([3], 2, 1, 4)]), new("Tile", [Real(2, 3), Longs([2], 2, 2)]),
        new("Pad", [Real(2, 3), Longs([4], 0, 1, 2, 0), Scalar(7)]) { Learns = 1 }, new("Pad", [Real(1, 2, 4), Longs([6], 0, 0, 1, 0, 0, 2)], ("mode", "reflect")), new("Pad", [Real(1, 2, 4), Longs([6], 0, 0, 1, 0, 0, 2)], ("mode", "edge")),
        new("Pad", [Real(2, 3)], ("pads", new[] { 0L, 1, 2, 0 }), ("value", 3f)) { Opset = 7 }, new("Pad", [Real(2, 3), Longs([2], 1, 1), null, Longs([1], 1)]) { Opset = 18 },
        new("Range", [ScalarLong(2), ScalarLong(11), ScalarLong(3)]), new("Range", [Scalar(0), Scalar(1), Scalar(0.3f)]) { IsSmooth = false }, new("Range", [ScalarLong(5), ScalarLong(0), ScalarLong(-2)]),
        new("EyeLike", [Real(3, 4)], ("k", 1)) { IsSmooth = false }, new("Trilu", [Real(3, 4)]), new("Trilu", [Real(3, 4), ScalarLong(-1)], ("upper", 0)),
        new("DepthToSpace", [Real(1, 8, 2, 3)], ("blocksize", 2)), new("DepthToSpace", [Real(1, 8, 2, 3)], ("blocksize", 2), ("mode", "CRD")), new("SpaceToDepth", [Real(1, 2, 4, 6)], ("blocksize", 2)),
        new("Gather", [Real(5, 3), Longs([2, 2], 0, 4, -1, 2)]), new("Gather", [Real(2, 5), ScalarLong(1)], ("axis", 1)), new("GatherElements", [Real(3, 4), Longs([2, 4], 0, 1, 2, 0, -1, 0, 1, 2)], ("axis", 0)), new("GatherND", [Real(2, 3, 4), Longs([2, 2], 0, 1, 1, -1)]),
        new("ScatterElements", [Real(3, 3), Longs([2, 3], 1, 0, 2, 0, 2, 1), Real(2, 3)], ("axis", 0)), new("ScatterElements", [Real(3, 3), Longs([2, 2], 1, 1, 0, 0), Real(2, 2)], ("axis", 1), ("reduction", "add")),
        new("ScatterElements", [Real(3, 3), Longs([2, 2], 1, 1, 0, 0), Real(2, 2)], ("axis", 1), ("reduction", "max")) { Opset = 18 }, new("ScatterElements", [Real(3, 3), Longs([2, 2], 1, 1, 0, 0), Real(2, 2)], ("axis", 0), ("reduction", "min")) { Opset = 18 },
        new("Scatter", [Real(3, 3), Longs([1, 3], 2, 1, 0), Real(1, 3)]) { Opset = 9 },
        new("ScatterND", [Real(4, 2), Longs([2, 1], 3, 1), Real(2, 2)]), new("ScatterND", [Real(2, 3, 2), Longs([2, 2], 0, 1, 1, 2), Real(2, 2)], ("reduction", "mul")) { Opset = 18 },
        new("Slice", [Real(5, 4), Longs([2], 1, -3), Longs([2], 4, 1000), Longs([2], 0, 1)]), new("Slice", [Real(5, 4), Longs([1], -1), Longs([1], -1000), Longs([1], 0), Longs([1], -2)]), new("Slice", [Real(5, 4), Longs([1], 0), Longs([1], 5), Longs([1], 0), Longs([1], 2)]), new("Slice", [Real(5, 4)], ("starts", new[] { 1L }), ("ends", new[] { 3L })) { Opset = 9 },
        new("OneHot", [Longs([2, 2], 0, 2, 1, -1), ScalarLong(3), OnnxTensor.Of([0f, 5f], 2)]) { IsSmooth = false }, new("OneHot", [Longs([3], 0, 2, 1), ScalarLong(4), OnnxTensor.Of([0f, 1f], 2)], ("axis", 0)) { IsSmooth = false },
        new("NonZero", [Whole(2, 3)]),
        new("Conv", [Real(2, 3, 7, 6), Real(4, 3, 3, 2), Real(4)]), new("Conv", [Real(2, 4, 7, 6), Real(4, 2, 3, 3)], ("group", 2), ("strides", new[] { 2L, 1 }), ("pads", new[] { 1L, 2, 1, 2 }), ("dilations", new[] { 1L, 2 })),
        new("Conv", [Real(1, 2, 7, 6), Real(3, 2, 3, 3)], ("pads", new[] { 0L, 1, 2, 0 })), new("Conv", [Real(1, 2, 7, 6), Real(3, 2, 3, 3)], ("auto_pad", "SAME_UPPER"), ("strides", new[] { 2L, 2 })), new("Conv", [Real(1, 2, 7, 6), Real(3, 2, 2, 2)], ("auto_pad", "SAME_LOWER")), new("Conv", [Real(2, 3, 8), Real(4, 3, 3), Real(4)], ("pads", new[] { 1L, 1 })), new("Conv", [Real(1, 2, 4, 4, 4), Real(3, 2, 2, 2, 2)]),
        new("ConvTranspose", [Real(1, 3, 4, 5), Real(3, 2, 3, 3), Real(2)], ("strides", new[] { 2L, 2 }), ("pads", new[] { 1L, 1, 1, 1 }), ("output_padding", new[] { 1L, 0 })), new("ConvTranspose", [Real(1, 3, 4), Real(3, 2, 3)], ("pads", new[] { 0L, 1 })), new("ConvTranspose", [Real(1, 4, 4, 4), Real(4, 1, 2, 2)], ("group", 4)),
        new("MaxPool", [Real(1, 2, 7, 6)], ("kernel_shape", new[] { 3L, 3 }), ("strides", new[] { 2L, 2 }), ("pads", new[] { 1L, 1, 1, 1 })), new("MaxPool", [Real(1, 2, 7, 6)], ("kernel_shape", new[] { 3L, 3 }), ("strides", new[] { 2L, 2 }), ("ceil_mode", 1)), new("MaxPool", [Real(1, 2, 7, 6)], ("kernel_shape", new[] { 2L, 2 }), ("pads", new[] { 0L, 0, 1, 1 }), ("dilations", new[] { 2L, 1 })), new("MaxPool", [Real(1, 2, 9)], ("kernel_shape", new[] { 3L }), ("strides", new[] { 2L })), new("MaxPool", [Real(1, 2, 7, 6)], ("kernel_shape", new[] { 3L, 3 }), ("auto_pad", "SAME_UPPER"), ("strides", new[] { 2L, 2 })),
        new("AveragePool", [Real(1, 2, 7, 6)], ("kernel_shape", new[] { 3L, 3 }), ("pads", new[] { 1L, 1, 1, 1 })), new("AveragePool", [Real(1, 2, 7, 6)], ("kernel_shape", new[] { 3L, 3 }), ("pads", new[] { 1L, 1, 1, 1 }), ("count_include_pad", 1)), new("AveragePool", [Real(1, 2, 7, 6)], ("kernel_shape", new[] { 2L, 2 }), ("pads", new[] { 0L, 0, 1, 1 }), ("strides", new[] { 2L, 2 })), new("AveragePool", [Real(1, 2, 9)], ("kernel_shape", new[] { 2L })),
        new("GlobalAveragePool", [Real(2, 3, 4, 5)]), new("GlobalMaxPool", [Real(2, 3, 4)]),
        new("Resize", [Real(1, 2, 3, 4), null, OnnxTensor.Of([1f, 1, 2, 2], 4)], ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor")) { Learns = 1 }, new("Resize", [Real(1, 2, 3, 4), null, null, Longs([4], 1, 2, 6, 8)], ("mode", "linear")), new("Resize", [Real(1, 2, 3, 4), null, null, Longs([4], 1, 2, 5, 7)], ("mode", "linear"), ("coordinate_transformation_mode", "align_corners")), new("Resize", [Real(1, 2, 3, 4), null, null, Longs([4], 1, 2, 6, 8)], ("mode", "cubic"), ("coordinate_transformation_mode", "half_pixel")), new("Upsample", [Real(1, 2, 3, 4), OnnxTensor.Of([1f, 1, 2, 3], 4)]) { Opset = 9, Learns = 1 },
        new("BatchNormalization", [Real(2, 3, 4, 5), Positive(3), Real(3), Real(3), Positive(3)], ("epsilon", 1e-3f)) { Learns = 3 }, new("InstanceNormalization", [Real(2, 3, 4, 5), Positive(3), Real(3)]), new("LayerNormalization", [Real(2, 3, 4), Positive(4), Real(4)]), new("LayerNormalization", [Real(2, 3, 4), Positive(3, 4)], ("axis", 1), ("epsilon", 1e-3f)),
        new("GroupNormalization", [Real(2, 4, 3, 5), Positive(4), Real(4)], ("num_groups", 2)) { Opset = 21 },
        new("LRN", [Real(1, 6, 2, 2)], ("size", 3), ("alpha", 0.1f), ("bias", 2f)),
        new("LSTM", [Real(5, 2, 3), Real(1, 16, 3), Real(1, 16, 4), Real(1, 32)], ("hidden_size", 4)) { Outputs = 3 }, new("LSTM", [Real(5, 2, 3), Real(2, 16, 3), Real(2, 16, 4), Real(2, 32), Ints([2], 5, 3)], ("hidden_size", 4), ("direction", "bidirectional")) { Outputs = 3 },
        new("LSTM", [Real(5, 2, 3), Real(1, 16, 3), Real(1, 16, 4), null, Ints([2], 2, 5), Real(1, 2, 4), Real(1, 2, 4)], ("hidden_size", 4), ("direction", "reverse")) { Outputs = 3 },
        new("GRU", [Real(5, 2, 3), Real(1, 12, 3), Real(1, 12, 4), Real(1, 24)], ("hidden_size", 4)) { Outputs = 2 }, new("GRU", [Real(5, 2, 3), Real(2, 12, 3), Real(2, 12, 4), Real(2, 24), Ints([2], 5, 3)], ("hidden_size", 4), ("direction", "bidirectional"), ("linear_before_reset", 1)) { Outputs = 2 },
    ];

    private static IEnumerable<OperatorCase> Smooth(string[] ops) => ops.Select(op => new OperatorCase(op, [Real(2, 3)]));

    private static IEnumerable<OperatorCase> Rough(string[] ops) => ops.Select(op => new OperatorCase(op, [Real(2, 3)]) { IsSmooth = false });

    private static OnnxTensor Make(long[] shape, Func<float> next) => OnnxTensor.Of([.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => next())], shape);

    private static OnnxTensor Real(params long[] shape) => Make(shape, () => (float)((_random.NextDouble() * 2) - 1) * 1.3f);

    private static OnnxTensor Share(params long[] shape) => Make(shape, () => (float)((_random.NextDouble() * 1.6) - 0.8));

    private static OnnxTensor Positive(params long[] shape) => Make(shape, () => (float)(0.3 + _random.NextDouble()));

    private static OnnxTensor Scalar(float value) => OnnxTensor.Of([value]);

    private static OnnxTensor ScalarLong(long value) => OnnxTensor.Of([value]);

    private static OnnxTensor Longs(long[] shape, params long[] values) => OnnxTensor.Of(values, shape);

    private static OnnxTensor Ints(long[] shape, params int[] values) => new(OnnxElement.Int32, shape, OnnxTensor.Bytes(values));

    private static OnnxTensor Count(params long[] values) => OnnxTensor.Of(values, values.Length);

    private static OnnxTensor Whole(params long[] shape) => OnnxTensor.Of([.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => (long)_random.Next(-2, 3))], shape);

    private static OnnxTensor Flags(params long[] shape) => new(OnnxElement.Bool, shape, Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => (byte)_random.Next(2)).ToArray());
}
