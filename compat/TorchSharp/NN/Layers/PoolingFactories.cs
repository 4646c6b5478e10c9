using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static MaxPool1d MaxPool1d(long kernelSize, long? stride = null, long? padding = null,
            long? dilation = null,
            bool ceilMode = false) => new(Fill(1, kernelSize)!, Fill(1, stride), Fill(1, padding), Fill(1, dilation), ceilMode);

        public static AvgPool1d AvgPool1d(long kernel_size, long? stride = null, long padding = 0,
            bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null) =>
            new(Fill(1, kernel_size)!, Fill(1, stride), Fill(1, padding), ceil_mode, count_include_pad, divisor_override);

        public static MaxPool2d MaxPool2d(long kernelSize, long? stride = null, long? padding = null,
            long? dilation = null,
            bool ceilMode = false) => new(Fill(2, kernelSize)!, Fill(2, stride), Fill(2, padding), Fill(2, dilation), ceilMode);

        public static MaxPool2d MaxPool2d(long[] kernelSize, long[]? strides = null, long[]? padding = null,
            long[]? dilation = null,
            bool ceilMode = false) => new(kernelSize, strides, padding, dilation, ceilMode);

        public static MaxPool2d MaxPool2d((long, long) kernelSize, (long, long)? stride = null,
            (long, long)? padding = null,
            (long, long)? dilation = null, bool ceilMode = false) =>
            new(functional.Pair(kernelSize), functional.Pair(stride), functional.Pair(padding), functional.Pair(dilation), ceilMode);

        public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null,
            bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null) =>
            new(Fill(2, kernel_size)!, Fill(2, stride), Fill(2, padding), ceil_mode, count_include_pad, divisor_override);

        public static AvgPool2d AvgPool2d(long[] kernel_size, long[]? strides = null, long[]? padding = null,
            bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null) =>
            new(kernel_size, strides, padding, ceil_mode, count_include_pad, divisor_override);

        public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null,
            (long, long)? padding = null,
            bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(functional.Pair(kernel_size), functional.Pair(stride), functional.Pair(padding), ceil_mode, count_include_pad,
                divisor_override);

        public static MaxPool3d MaxPool3d(long kernelSize, long? stride = null, long? padding = null,
            long? dilation = null,
            bool ceilMode = false) => new(Fill(3, kernelSize)!, Fill(3, stride), Fill(3, padding), Fill(3, dilation), ceilMode);

        public static AvgPool3d AvgPool3d(long kernel_size, long? stride = null, long? padding = null,
            bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null) =>
            new(Fill(3, kernel_size)!, Fill(3, stride), Fill(3, padding), ceil_mode, count_include_pad, divisor_override);

        public static AdaptiveAvgPool1d AdaptiveAvgPool1d(long outputSize) => new([outputSize]);
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long outputSize) => new([outputSize, outputSize]);
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] outputSize) => new(outputSize);
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) outputSize) => new(functional.Pair(outputSize));
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long outputSize) => new([outputSize, outputSize, outputSize]);
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long[] outputSize) => new(outputSize);
        public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long outputSize) => new([outputSize]);
        public static AdaptiveMaxPool2d AdaptiveMaxPool2d(long[] outputSize) => new(outputSize);
        public static AdaptiveMaxPool3d AdaptiveMaxPool3d(long[] outputSize) => new(outputSize);

        private static long[]? Fill(int rank, long? value) => value is { } v ? ConvolutionShape.Fill(rank, v) : null;
    }
}
