using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;
using TorchSharp;
using static MLNetDeep.Onnx.Importing.OperatorTable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>Operators that bring numbers into another order, or make tensors of a shape.</summary>
internal static class ShapeOperators
{
    public static IReadOnlyDictionary<string, Func<OnnxNode, Operation>> All { get; } = new Dictionary<string, Func<OnnxNode, Operation>>
    {
        ["Constant"] = node =>
        {
            // It is folded: computed once.
            var value = Constant(node);
            return _ => [TensorValues.ToTorch(value)];
        },
        ["ConstantOfShape"] = node =>
        {
            var value = node.Attributes.TryGetValue("value", out var given) ? (OnnxTensor)given : OnnxTensor.Of([0f], 1);
            return inputs => [TensorValues.ToTorch(value).reshape([]).expand(Longs(inputs[0]!)).contiguous()];
        },
        ["Shape"] = node =>
        {
            var (start, end) = (node.Integer("start", 0), node.Integer("end", long.MaxValue));
            return inputs =>
            {
                var shape = inputs[0]!.shape;
                int Place(long at) => (int)Math.Clamp(at < 0 ? at + shape.Length : at, 0, shape.Length);
                var (from, to) = (Place(start), Place(end));
                return [Tensors.OfLongs(shape.AsSpan(from, Math.Max(0, to - from)))];
            };
        },
        ["Size"] = _ => inputs => [Tensors.OfLongs([inputs[0]!.numel()]).reshape([])],
        ["Reshape"] = node =>
        {
            var keepsZeros = node.Integer("allowzero", 0) != 0;
            return inputs =>
            {
                var (x, shape) = (inputs[0]!, Longs(inputs[1]!));
                for (var i = 0; i < shape.Length; i++)
                    if (shape[i] == 0 && !keepsZeros) shape[i] = x.shape[i];
                return [x.reshape(shape)];
            };
        },
        ["Flatten"] = node =>
        {
            var axis = node.Integer("axis", 1);
            return inputs =>
            {
                var x = inputs[0]!;
                var rows = x.shape.Take((int)(axis < 0 ? axis + x.dim() : axis)).Aggregate(1L, (product, size) => product * size);
                return [x.reshape(rows, rows == 0 ? 0 : x.numel() / rows)];
            };
        },
        ["Transpose"] = node =>
        {
            var order = node.Integers("perm");
            return inputs => [inputs[0]!.permute(order ?? [.. Enumerable.Range(0, (int)inputs[0]!.dim()).Reverse().Select(axis => (long)axis)])];
        },
        ["Squeeze"] = _ => inputs =>
        {
            var x = inputs[0]!;
            if (inputs.ElementAtOrDefault(1) is not { } axes) return [x.reshape([.. x.shape.Where(size => size != 1)])];
            foreach (var axis in Longs(axes).Select(axis => axis < 0 ? axis + x.dim() : axis).OrderDescending())
            {
                if (x.shape[axis] != 1) throw new InvalidDataException($"axis {axis} of [{string.Join(", ", x.shape)}] is to be left out, but its size is not 1");
                x = x.squeeze(axis);
            }
            return [x];
        },
        ["Unsqueeze"] = _ => inputs =>
        {
            var x = inputs[0]!;
            var axes = Longs(inputs[1]!);
            var rank = x.dim() + axes.Length;
            foreach (var axis in axes.Select(axis => axis < 0 ? axis + rank : axis).Order()) x = x.unsqueeze(axis);
            return [x];
        },
        ["Concat"] = node =>
        {
            var axis = node.Integer("axis", 0);
            return inputs =>
            {
                var device = inputs.FirstOrDefault(input => input!.device.type != DeviceType.CPU)?.device ?? CPU;
                return [cat([.. inputs.Select(input => input!.to(device))], axis)];
            };
        },
        ["Split"] = node =>
        {
            var (axis, parts) = (node.Integer("axis", 0), node.Outputs.Count);
            return inputs =>
            {
                var x = inputs[0]!;
                if (inputs.ElementAtOrDefault(1) is { } sizes) return x.split(Longs(sizes), axis);
                // Alike parts; the last is smaller where they do not come out even.
                var total = x.shape[axis < 0 ? axis + x.dim() : axis];
                var each = (total + parts - 1) / parts;
                return x.split([.. Enumerable.Range(0, parts).Select(i => Math.Clamp(total - (i * each), 0, each))], axis);
            };
        },
        ["Expand"] = _ => inputs =>
        {
            var x = inputs[0]!;
            return [x.expand(Spread(x.shape, Longs(inputs[1]!)))];
        },
        ["Tile"] = _ => inputs => [inputs[0]!.repeat(Longs(inputs[1]!))],
        ["Pad"] = Pad,
        ["Range"] = _ => inputs =>
        {
            var (from, to, step) = (inputs[0]!, inputs[1]!, inputs[2]!);
            var (first, last, each) = (Real(from), Real(to), Real(step));
            if (each == 0) throw new InvalidDataException("a range of steps of 0 has no end");
            var count = Math.Max(0, (long)Math.Ceiling((last - first) / each));
            return [Arithmetic.Count(count).to(from.dtype).mul(step).Plus(from).to(from.dtype)];
        },
        ["EyeLike"] = node =>
        {
            var (offset, type) = (node.Integer("k", 0), node.Has("dtype") ? TensorValues.TypeOf((OnnxElement)node.Integer("dtype", 1)) : null);
            return inputs =>
            {
                var (rows, columns) = (inputs[0]!.shape[0], inputs[0]!.shape[1]);
                var places = Arithmetic.Count(rows).unsqueeze(1).Plus(offset).eq(Arithmetic.Count(columns).unsqueeze(0));
                return [places.to(type ?? inputs[0]!.dtype)];
            };
        },
        ["Trilu"] = node =>
        {
            var isUpper = node.Integer("upper", 1) != 0;
            return inputs =>
            {
                var diagonal = inputs.ElementAtOrDefault(1) is { } offset ? Longs(offset)[0] : 0;
                return [isUpper ? inputs[0]!.triu(diagonal) : inputs[0]!.tril(diagonal)];
            };
        },
        ["DepthToSpace"] = node =>
        {
            var (size, isRowFirst) = (node.Integer("blocksize", 1), node.Text("mode", "DCR") == "DCR");
            return inputs =>
            {
                var (x, s) = (inputs[0]!, inputs[0]!.shape);
                var depth = s[1] / (size * size);
                var blocks = isRowFirst
                    ? x.reshape(s[0], size, size, depth, s[2], s[3]).permute(0, 3, 4, 1, 5, 2)
                    : x.reshape(s[0], depth, size, size, s[2], s[3]).permute(0, 1, 4, 2, 5, 3);
                return [blocks.reshape(s[0], depth, s[2] * size, s[3] * size)];
            };
        },
        ["SpaceToDepth"] = node =>
        {
            var size = node.Integer("blocksize", 1);
            return inputs =>
            {
                var (x, s) = (inputs[0]!, inputs[0]!.shape);
                return [x.reshape(s[0], s[1], s[2] / size, size, s[3] / size, size).permute(0, 3, 5, 1, 2, 4).reshape(s[0], s[1] * size * size, s[2] / size, s[3] / size)];
            };
        },
    };

    private static double Real(Tensor one) => one.to(ScalarType.Float64).cpu().reshape([]).item<double>();

    private static OnnxTensor Constant(OnnxNode node) => node.Attributes.Values.FirstOrDefault() switch
    {
        OnnxTensor tensor => tensor,
        float one => OnnxTensor.Of([one]),
        long one => OnnxTensor.Of([one]),
        float[] many => OnnxTensor.Of(many, many.Length),
        long[] many => OnnxTensor.Of(many, many.Length),
        _ => throw new NotSupportedException($"node {node.Title} holds neither numbers nor a tensor of them"),
    };

    // Sizes stand before all beginnings, then all ends; negative ones cut off.
    private static Operation Pad(OnnxNode node)
    {
        var mode = node.Text("mode", "constant") switch
        {
            "constant" => PaddingModes.Constant,
            "reflect" => PaddingModes.Reflect,
            "edge" => PaddingModes.Replicate,
            var other => throw new NotSupportedException($"node {node.Title} has the mode '{other}'; offered are constant, reflect and edge"),
        };
        return inputs =>
        {
            var (x, sizes) = (inputs[0]!, Longs(inputs[1]!));
            var rank = (int)x.dim();
            var axes = inputs.ElementAtOrDefault(3) is { } given ? Longs(given) : [.. Enumerable.Range(0, rank).Select(axis => (long)axis)];
            var (before, after) = (new long[rank], new long[rank]);
            for (var i = 0; i < axes.Length; i++)
            {
                var axis = axes[i] < 0 ? axes[i] + rank : axes[i];
                (before[axis], after[axis]) = (sizes[i], sizes[i + axes.Length]);
            }
            // libtorch counts from the last axis; what is filled in another way than by one value must not name the first axes.
            var first = Enumerable.Range(0, rank).FirstOrDefault(axis => before[axis] != 0 || after[axis] != 0, rank);
            if (first == rank) return [x.alias()];
            if (mode != PaddingModes.Constant) first = Math.Min(first, rank - 1);
            var pads = Enumerable.Range(first, rank - first).Reverse().SelectMany(axis => new[] { before[axis], after[axis] }).ToArray();
            var value = inputs.ElementAtOrDefault(2) is { } fill ? Real(fill) : 0;
            return [functional.pad(x, pads, mode, value)];
        };
    }
}
