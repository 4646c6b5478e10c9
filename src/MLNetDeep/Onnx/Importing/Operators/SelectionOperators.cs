using MLNetDeep.Common;
using MLNetDeep.Onnx.Reading;
using static MLNetDeep.Onnx.Importing.OperatorTable;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>Operators that take numbers from places, and put them there.</summary>
internal static class SelectionOperators
{
    public static IReadOnlyDictionary<string, Func<OnnxNode, Operation>> All { get; } = new Dictionary<string, Func<OnnxNode, Operation>>
    {
        ["Gather"] = node =>
        {
            var axis = node.Integer("axis", 0);
            return inputs => [Gather(inputs[0]!, inputs[1]!, axis)];
        },
        ["GatherElements"] = node =>
        {
            var axis = node.Integer("axis", 0);
            return inputs => [inputs[0]!.gather(axis, Places(inputs[1]!, inputs[0]!.shape[axis < 0 ? axis + inputs[0]!.dim() : axis]))];
        },
        ["GatherND"] = node =>
        {
            var batch = (int)node.Integer("batch_dims", 0);
            if (batch != 0) throw new NotSupportedException($"node {node.Title} has batch_dims {batch}; offered is 0");
            return inputs =>
            {
                var (x, places) = (inputs[0]!, inputs[1]!);
                var depth = (int)places.shape[^1];
                var rows = Flat(places, x.shape[..depth]);
                return [x.reshape([-1, .. x.shape[depth..]]).index_select(0, rows).reshape([.. places.shape[..^1], .. x.shape[depth..]])];
            };
        },
        ["ScatterElements"] = node =>
        {
            var (axis, reduction) = (node.Integer("axis", 0), Reduction(node));
            return inputs =>
            {
                var (x, values) = (inputs[0]!, inputs[2]!);
                var at = (int)(axis < 0 ? axis + x.dim() : axis);
                var rows = Places(inputs[1]!, x.shape[at]);
                // Where each value goes in all of x: its own place along the other axes.
                var (places, stride) = (zeros([], ScalarType.Int64, x.device), 1L);
                for (var i = (int)x.dim() - 1; i >= 0; i--)
                {
                    var along = i == at ? rows : Arithmetic.Count(values.shape[i], x.device).reshape([.. Enumerable.Range(0, (int)x.dim()).Select(k => k == i ? -1L : 1)]);
                    places = places.Plus(along.Times(stride).to(ScalarType.Int64));
                    stride *= x.shape[i];
                }
                return [Scatter(x, places.expand(values.shape), values, reduction)];
            };
        },
        ["ScatterND"] = node =>
        {
            var reduction = Reduction(node);
            return inputs =>
            {
                var (x, places, values) = (inputs[0]!, inputs[1]!, inputs[2]!);
                var depth = (int)places.shape[^1];
                var width = x.shape[depth..].Aggregate(1L, (product, size) => product * size);
                var all = Flat(places, x.shape[..depth]).Times(width).to(ScalarType.Int64).unsqueeze(1).Plus(Arithmetic.Count(width, x.device).unsqueeze(0));
                return [Scatter(x, all, values, reduction)];
            };
        },
        ["Slice"] = _ => inputs =>
        {
            var x = inputs[0]!;
            var (starts, ends) = (Longs(inputs[1]!), Longs(inputs[2]!));
            var axes = inputs.ElementAtOrDefault(3) is { } given ? Longs(given) : [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
            var steps = inputs.ElementAtOrDefault(4) is { } wide ? Longs(wide) : [.. starts.Select(_ => 1L)];
            for (var i = 0; i < starts.Length; i++) x = Slice(x, axes[i] < 0 ? axes[i] + x.dim() : axes[i], starts[i], ends[i], steps[i]);
            return [ReferenceEquals(x, inputs[0]) ? x.alias() : x];
        },
        ["OneHot"] = node =>
        {
            var axis = node.Integer("axis", -1);
            return inputs =>
            {
                var (indices, depth, values) = (inputs[0]!.to(ScalarType.Int64), Longs(inputs[1]!.reshape(-1))[0], inputs[2]!);
                var at = axis < 0 ? axis + indices.dim() + 1 : axis;
                var places = Arithmetic.Count(depth, indices.device);
                var shaped = places.reshape([.. Enumerable.Range(0, (int)indices.dim() + 1).Select(i => i == at ? depth : 1)]);
                var hot = Places(indices, depth).unsqueeze(at).eq(shaped);
                return [where(hot, values.narrow(0, 1, 1).to(indices.device), values.narrow(0, 0, 1).to(indices.device))];
            };
        },
        ["NonZero"] = Unary(x => x.nonzero().t()),
    };

    /// <summary>What stands at places along an axis; places below 0 count from the end.</summary>
    public static Tensor Gather(Tensor x, Tensor places, long axis)
    {
        if (axis < 0) axis += x.dim();
        places = Places(places.to(x.device), x.shape[axis]);
        var taken = x.index_select(axis, places.reshape(-1));
        return taken.reshape([.. x.shape[..(int)axis], .. places.shape, .. x.shape[((int)axis + 1)..]]);
    }

    private static Tensor Places(Tensor places, long size)
    {
        places = places.to(ScalarType.Int64);
        return places.Plus(places.signbit().to(ScalarType.Int64).Times(size)).to(ScalarType.Int64);
    }

    // Places of several axes as places of one.
    private static Tensor Flat(Tensor places, long[] sizes)
    {
        var rows = places.reshape(-1, sizes.Length);
        var sum = zeros(rows.shape[0], ScalarType.Int64, rows.device);
        for (var i = 0; i < sizes.Length; i++) sum = sum.mul(Tensors.OfLongs([sizes[i]]).to(rows.device)).Plus(Places(rows.select(1, i), sizes[i]));
        return sum;
    }

    private static Tensor Slice(Tensor x, long axis, long start, long end, long step)
    {
        if (step == 0) throw new InvalidDataException("a slice of steps of 0 has no end");
        var size = x.shape[axis];
        if (step > 0)
        {
            long Clamp(long at) => Math.Clamp(at < 0 ? at + size : at, 0, size);
            var (from, to) = (Clamp(start), Clamp(end));
            return x.slice(axis, from, Math.Max(from, to), step);
        }
        // Backwards: from the first place on, down to but without the last.
        var first = Math.Clamp(start < 0 ? start + size : start, -1, size - 1);
        var last = end < -size ? -1 : Math.Clamp(end < 0 ? end + size : end, -1, size - 1);
        var count = Math.Max(0, (first - last - step - 1) / -step);
        var places = Arithmetic.Count(count, x.device).Times(step).Plus(first).to(ScalarType.Int64);
        return x.index_select(axis, places);
    }

    private static string Reduction(OnnxNode node) => node.Text("reduction", "none") is "none" or "add" or "mul" or "max" or "min"
        ? node.Text("reduction", "none")
        : throw new NotSupportedException($"node {node.Title} has the reduction '{node.Text("reduction", "none")}'; offered are none, add, mul, max and min");

    // Places are those in all of x.
    private static Tensor Scatter(Tensor x, Tensor places, Tensor values, string reduction)
    {
        var (flat, at, taken) = (x.reshape(-1), places.reshape(-1), values.reshape(-1));
        return (reduction switch
        {
            "none" => flat.scatter(0, at, taken),
            "add" => flat.scatter_add(0, at, taken),
            "mul" => Rounds(flat, at, taken, 1, (left, right) => left.mul(right)),
            "max" => Rounds(flat, at, taken, double.NegativeInfinity, maximum),
            _ => Rounds(flat, at, taken, double.PositiveInfinity, minimum),
        }).reshape(x.shape);
    }

    // TorchSharp has no scatter_reduce. In each round every place gets one of its values at most.
    private static Tensor Rounds(Tensor flat, Tensor places, Tensor values, double nothing, Func<Tensor, Tensor, Tensor> combine)
    {
        if (places.numel() == 0) return flat.alias();
        var (sorted, order) = places.sort(0, stable: true);
        var index = Arithmetic.Count(places.numel(), places.device);
        var isFirst = cat([ones(1, ScalarType.Bool, places.device), sorted.narrow(0, 1, sorted.numel() - 1).ne(sorted.narrow(0, 0, sorted.numel() - 1))]);
        // How many stood at the same place before.
        var firsts = isFirst.nonzero().reshape(-1);
        var number = index.sub(firsts.index_select(0, isFirst.to(ScalarType.Int64).cumsum(0).Plus(-1).to(ScalarType.Int64)));
        for (var (round, last) = (0L, number.max().item<long>()); round <= last; round++)
        {
            var mine = order.masked_select(number.eq(Tensors.OfLongs([round]).to(number.device)));
            var one = Arithmetic.Full(flat.shape, nothing, flat.dtype, flat.device).scatter(0, places.index_select(0, mine), values.index_select(0, mine));
            flat = combine(flat, one);
        }
        return flat;
    }
}
