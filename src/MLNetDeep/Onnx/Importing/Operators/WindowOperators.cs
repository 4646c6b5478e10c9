using MLNetDeep.Common;
using MLNetDeep.Onnx.Reading;
using static MLNetDeep.Onnx.Importing.OperatorTable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>Operators that slide over pictures and sequences: convolutions, pooling, resizing.</summary>
internal static class WindowOperators
{
    public static IReadOnlyDictionary<string, Func<OnnxNode, Operation>> All { get; } = new Dictionary<string, Func<OnnxNode, Operation>>
    {
        ["Conv"] = Convolve,
        ["ConvTranspose"] = Transposed,
        ["MaxPool"] = MaxPool,
        ["AveragePool"] = AveragePool,
        ["GlobalAveragePool"] = Unary(x => x.mean([.. Places(x)], keepdim: true)),
        ["GlobalMaxPool"] = Unary(x => x.amax([.. Places(x)], keepdim: true)),
        ["Resize"] = Resize,
    };

    private static IEnumerable<long> Places(Tensor x) => Enumerable.Range(2, (int)x.dim() - 2).Select(axis => (long)axis);

    private static Operation Convolve(OnnxNode node)
    {
        var window = new Window(node);
        var group = node.Integer("group", 1);
        return inputs =>
        {
            var (weight, bias) = (inputs[1]!, inputs.ElementAtOrDefault(2));
            var (x, pads) = window.Padded(inputs[0]!, weight.shape[2..], 0);
            var (strides, dilations) = (window.Strides(pads.Length), window.Dilations(pads.Length));
            return [pads.Length switch
            {
                1 => functional.conv1d(x, weight, bias, strides[0], pads[0], dilations[0], group),
                2 => functional.conv2d(x, weight, bias, strides, pads, dilations, group),
                3 => functional.conv3d(x, weight, bias, strides, pads, dilations, group),
                _ => throw Dimensions(node, pads.Length),
            }];
        };
    }

    private static Operation Transposed(OnnxNode node)
    {
        var window = new Window(node);
        var (group, wanted, more) = (node.Integer("group", 1), node.Integers("output_shape"), node.Integers("output_padding"));
        if (wanted is not null || window.IsAutomatic) throw new NotSupportedException($"node {node.Title} has output_shape or auto_pad; offered are pads");
        return inputs =>
        {
            var (x, weight, bias) = (inputs[0]!, inputs[1]!, inputs.ElementAtOrDefault(2));
            var rank = weight.shape.Length - 2;
            var (strides, dilations, pads) = (window.Strides(rank), window.Dilations(rank), window.Pads(rank));
            var (before, after) = (pads[..rank], pads[rank..]);
            // What is cut off at both ends alike libtorch cuts; the rest behind is cut here.
            var (same, output) = (before, more ?? new long[rank]);
            var full = rank switch
            {
                1 => functional.conv_transpose1d(x, weight, bias, strides[0], same[0], output[0], dilations[0], group),
                2 => functional.conv_transpose2d(x, weight, bias, strides, same, output, dilations, group),
                _ => throw Dimensions(node, rank),
            };
            for (var i = 0; i < rank; i++)
                if (after[i] > before[i]) full = full.narrow(2 + i, 0, full.shape[2 + i] - (after[i] - before[i]));
                else if (after[i] < before[i]) throw new NotSupportedException($"node {node.Title} cuts more off before than behind");
            return [full];
        };
    }

    private static Operation MaxPool(OnnxNode node)
    {
        var window = new Window(node);
        if (node.Outputs.Count > 1) throw new NotSupportedException($"node {node.Title} also gives places, which is not offered");
        var (kernel, isLarger) = (node.Integers("kernel_shape") ?? throw new InvalidDataException($"node {node.Title} has no kernel_shape"), node.Integer("ceil_mode", 0) != 0);
        return inputs =>
        {
            var (x, pads) = window.Padded(inputs[0]!, kernel, double.NegativeInfinity);
            // More than half a window cannot be filled by libtorch itself.
            var (strides, dilations) = (window.Strides(kernel.Length), window.Dilations(kernel.Length));
            return [OnPlane(x, kernel, (plane, size) => functional.max_pool2d(plane, size,
                Plane(strides, 1), Plane(pads, 0), Plane(dilations, 1), isLarger), node)];
        };
    }

    private static Operation AveragePool(OnnxNode node)
    {
        var window = new Window(node);
        var (kernel, isLarger, counts) = (node.Integers("kernel_shape") ?? throw new InvalidDataException($"node {node.Title} has no kernel_shape"),
            node.Integer("ceil_mode", 0) != 0, node.Integer("count_include_pad", 0) != 0);
        return inputs =>
        {
            var x = inputs[0]!;
            var (padded, pads) = window.Padded(x, kernel, 0);
            var strides = window.Strides(kernel.Length);
            Tensor Mean(Tensor plane, bool includes) => OnPlane(plane, kernel, (one, size) => functional.avg_pool2d(one, size, Plane(strides, 1), Plane(pads, 0), isLarger, includes), node);
            if (ReferenceEquals(padded, x) || counts) return [Mean(padded, counts)];
            // What was filled in at one end only: the mean over the others.
            var (ones, _) = window.Padded(ones_like(x), kernel, 0);
            return [Mean(padded, true).div(Mean(ones, true))];
        };
    }

    // Sequences are pictures of one line.
    private static Tensor OnPlane(Tensor x, long[] kernel, Func<Tensor, long[], Tensor> pool, OnnxNode node) => kernel.Length switch
    {
        1 => pool(x.unsqueeze(2), [1, kernel[0]]).squeeze(2),
        2 => pool(x, kernel),
        _ => throw Dimensions(node, kernel.Length),
    };

    private static long[] Plane(long[] sizes, long otherwise) => sizes.Length == 1 ? [otherwise, sizes[0]] : sizes;

    private static Operation Resize(OnnxNode node)
    {
        var (mode, places) = (node.Text("mode", "nearest"), node.Text("coordinate_transformation_mode", "half_pixel"));
        var nearest = node.Text("nearest_mode", "round_prefer_floor");
        var isOffered = mode switch
        {
            "nearest" => (places == "asymmetric" && nearest == "floor") || (places is "half_pixel" or "pytorch_half_pixel" && nearest is "round_prefer_floor" or "floor"),
            "linear" or "cubic" => places is "half_pixel" or "pytorch_half_pixel" or "align_corners",
            _ => false,
        };
        if (!isOffered) throw new NotSupportedException($"node {node.Title} has the mode {mode} with {places} ({nearest}), which is not offered");
        return inputs =>
        {
            var x = inputs[0]!;
            var sizes = inputs.ElementAtOrDefault(3) is { } given && given.numel() > 0 ? Longs(given)
                : [.. x.shape.Zip(Tensors.ToFloats(inputs[2]!), (size, scale) => (long)Math.Floor(size * (double)scale))];
            if (sizes[0] != x.shape[0] || sizes[1] != x.shape[1]) throw new NotSupportedException($"node {node.Title} resizes rows or channels");
            var way = (mode, sizes.Length) switch
            {
                ("nearest", _) => places == "asymmetric" ? InterpolationMode.Nearest : InterpolationMode.NearestExact,
                ("linear", 3) => InterpolationMode.Linear,
                ("linear", 4) => InterpolationMode.Bilinear,
                ("cubic", 4) => InterpolationMode.Bicubic,
                _ => throw new NotSupportedException($"node {node.Title} has the mode {mode} for {sizes.Length} dimensions"),
            };
            return [functional.interpolate(x, sizes[2..], mode: way, align_corners: mode == "nearest" ? null : places == "align_corners")];
        };
    }

    private static NotSupportedException Dimensions(OnnxNode node, int count) => new($"node {node.Title} is over {count} dimensions, which is not offered");
}
