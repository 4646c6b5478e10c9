using MLNetDeep.Common;
using MLNetDeep.Onnx.Reading;
using static MLNetDeep.Onnx.Importing.OperatorTable;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>Operators that make few numbers of many along some axes.</summary>
internal static class ReductionOperators
{
    public static IReadOnlyDictionary<string, Func<OnnxNode, Operation>> All { get; } = new Dictionary<string, Func<OnnxNode, Operation>>
    {
        ["ReduceMean"] = node => Reduce(node, (x, axes, keep) => x.mean(axes, keep)),
        ["ReduceSum"] = node => Reduce(node, (x, axes, keep) => x.sum(axes, keep)),
        ["ReduceMax"] = node => Reduce(node, (x, axes, keep) => x.amax(axes, keep)),
        ["ReduceMin"] = node => Reduce(node, (x, axes, keep) => x.amin(axes, keep)),
        ["ReduceProd"] = node => Reduce(node, Product),
        ["ReduceL1"] = node => Reduce(node, (x, axes, keep) => x.abs().sum(axes, keep)),
        ["ReduceL2"] = node => Reduce(node, (x, axes, keep) => x.Squared().sum(axes, keep).sqrt()),
        ["ReduceSumSquare"] = node => Reduce(node, (x, axes, keep) => x.Squared().sum(axes, keep)),
        ["ReduceLogSum"] = node => Reduce(node, (x, axes, keep) => x.sum(axes, keep).log()),
        ["ReduceLogSumExp"] = node => Reduce(node, LogSumExp),
        ["ArgMax"] = node => Largest(node, isLargest: true),
        ["ArgMin"] = node => Largest(node, isLargest: false),
        ["TopK"] = node =>
        {
            var (axis, isLargest, isSorted) = (node.Integer("axis", -1), node.Integer("largest", 1) != 0, node.Integer("sorted", 1) != 0);
            return inputs =>
            {
                var (values, places) = topk(inputs[0]!, (int)Longs(inputs[1]!)[0], (int)axis, isLargest, isSorted);
                return [values, places];
            };
        },
        ["CumSum"] = node =>
        {
            var (isExclusive, isReverse) = (node.Integer("exclusive", 0) != 0, node.Integer("reverse", 0) != 0);
            return inputs =>
            {
                var (x, axis) = (inputs[0]!, Longs(inputs[1]!)[0]);
                if (isReverse) x = x.flip(axis);
                var sum = x.cumsum(axis);
                if (isExclusive) sum = sum.sub(x);
                return [isReverse ? sum.flip(axis) : sum];
            };
        },
        ["Softmax"] = node => Softmax(node, (x, axis) => x.softmax(axis)),
        ["LogSoftmax"] = node => Softmax(node, (x, axis) => x.log_softmax(axis)),
        ["LpNormalization"] = node =>
        {
            var (axis, power) = (node.Integer("axis", -1), node.Integer("p", 2));
            return inputs =>
            {
                var x = inputs[0]!;
                return [x.div(power == 1 ? x.abs().sum([axis], true) : x.Squared().sum([axis], true).sqrt())];
            };
        },
    };

    private static Operation Softmax(OnnxNode node, Func<Tensor, long, Tensor> compute)
    {
        var axis = node.Integer("axis", -1);
        if (!node.Has(OpsetUpgrade.FlatAxis)) return inputs => [compute(inputs[0]!, axis)];
        var first = node.Integer(OpsetUpgrade.FlatAxis, 1);
        return inputs =>
        {
            var x = inputs[0]!;
            var rows = x.shape.Take((int)(first < 0 ? first + x.dim() : first)).Aggregate(1L, (product, size) => product * size);
            return [compute(x.reshape(rows, -1), 1).reshape(x.shape)];
        };
    }

    // Axes are an attribute, or an input for ReduceSum; where there are none it is over all, or over none.
    private static Operation Reduce(OnnxNode node, Func<Tensor, long[], bool, Tensor> compute)
    {
        var (own, keep, leaves) = (node.Integers("axes"), node.Integer("keepdims", 1) != 0, node.Integer("noop_with_empty_axes", 0) != 0);
        return inputs =>
        {
            var x = inputs[0]!;
            var axes = inputs.ElementAtOrDefault(1) is { } given ? Longs(given) : own ?? [];
            if (axes.Length == 0 && leaves) return [x.alias()];
            if (axes.Length == 0) axes = [.. Enumerable.Range(0, (int)x.dim()).Select(axis => (long)axis)];
            return [compute(x, axes, keep)];
        };
    }

    private static Tensor Product(Tensor x, long[] axes, bool keep)
    {
        foreach (var axis in axes.Select(axis => axis < 0 ? axis + x.dim() : axis).OrderDescending()) x = x.prod(axis, keep);
        return x;
    }

    private static Tensor LogSumExp(Tensor x, long[] axes, bool keep)
    {
        var largest = x.amax(axes, keepdim: true);
        var sum = x.sub(largest).exp().sum(axes, keepdim: true).log().Plus(largest);
        return keep ? sum : sum.sum(axes, keepdim: false);
    }

    // The first of several alike.
    private static Operation Largest(OnnxNode node, bool isLargest)
    {
        var (axis, keep, isLast) = (node.Integer("axis", 0), node.Integer("keepdims", 1) != 0, node.Integer("select_last_index", 0) != 0);
        return inputs =>
        {
            var x = isLast ? inputs[0]!.flip(axis) : inputs[0]!;
            var found = isLargest ? x.argmax(axis, keep) : x.argmin(axis, keep);
            return [isLast ? found.neg().Plus(x.shape[axis < 0 ? axis + x.dim() : axis] - 1).to(ScalarType.Int64) : found];
        };
    }
}
