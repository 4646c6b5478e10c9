using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) =>
                Op.One("adaptive_avg_pool1d", input, output_size);
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) =>
                Op.One("adaptive_avg_pool2d", input, output_size);
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                Op.One("adaptive_avg_pool2d", input, output_size);
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) =>
                Op.One("adaptive_avg_pool2d", input, Pair(output_size));
            public static Tensor adaptive_max_pool1d(Tensor x, long outputSize) =>
                Op.Two("adaptive_max_pool1d", x, outputSize).Item1;
            public static Tensor adaptive_max_pool2d(Tensor x, long[] outputSize) =>
                Op.Two("adaptive_max_pool2d", x, outputSize).Item1;
            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null,
                bool ceil_mode = false, bool count_include_pad = true) =>
                Op.One("avg_pool1d", input, kernel_size, stride ?? kernel_size, padding ?? 0, ceil_mode, count_include_pad);
            public static Tensor avg_pool2d(Tensor input, long kernelSize, long? stride = null, long padding = 0,
                bool ceil_mode = false, bool count_include_pad = true) =>
                Op.One("avg_pool2d", input, kernelSize, stride ?? kernelSize, padding, ceil_mode, count_include_pad);
            public static Tensor avg_pool2d(Tensor input, long[] kernelSizes, long[]? strides = null,
                long[]? paddings = null, bool ceil_mode = false, bool count_include_pad = true) =>
                Op.One("avg_pool2d", input, kernelSizes, strides ?? kernelSizes, paddings, ceil_mode, count_include_pad);
            public static Tensor avg_pool2d(Tensor input, (long, long) kernelSize, (long, long)? stride = null,
                (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true) =>
                Op.One("avg_pool2d", input, Pair(kernelSize), Pair(stride ?? kernelSize), Pair(padding), ceil_mode, count_include_pad);
            public static Tensor max_pool1d(Tensor input, long kernelSize, long? stride = null, long? padding = null,
                long? dilation = null, bool ceil_mode = false) =>
                Op.One("max_pool1d", input, kernelSize, stride ?? kernelSize, padding ?? 0, dilation ?? 1, ceil_mode);
            public static (Tensor, Tensor) max_pool1d_with_indices(Tensor input, long kernelSize, long? stride = null,
                long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Op.Two("max_pool1d_with_indices", input, kernelSize, stride ?? kernelSize, padding ?? 0, dilation ?? 1, ceil_mode);
            public static Tensor max_pool2d(Tensor input, long kernelSize, long? stride = null, long? padding = null,
                long? dilation = null, bool ceil_mode = false) =>
                Op.One("max_pool2d", input, kernelSize, stride ?? kernelSize, padding ?? 0, dilation ?? 1, ceil_mode);
            public static Tensor max_pool2d(Tensor input, long[] kernelSize, long[]? strides = null,
                long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Op.One("max_pool2d", input, kernelSize, strides ?? kernelSize, padding, dilation, ceil_mode);
            public static Tensor max_pool2d(Tensor input, (long, long) kernelSize, (long, long)? stride = null,
                (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                Op.One("max_pool2d", input, Pair(kernelSize), Pair(stride ?? kernelSize), Pair(padding), Pair(dilation), ceil_mode);
            public static (Tensor, Tensor) max_pool2d_with_indices(Tensor input, long[] kernelSize,
                long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Op.Two("max_pool2d_with_indices", input, kernelSize, strides ?? kernelSize, padding, dilation, ceil_mode);
            public static Tensor pixel_shuffle(Tensor x, long upscaleFactor) =>
                Op.One("pixel_shuffle", x, upscaleFactor);
            public static Tensor pixel_unshuffle(Tensor x, long downscaleFactor) =>
                Op.One("pixel_unshuffle", x, downscaleFactor);

            internal static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];

            internal static long[]? Pair((long, long)? pair) => pair is { } p ? Pair(p) : null;
        }
    }
}
