using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public sealed class MaxPool1d : Module<Tensor, Tensor>
{
    internal MaxPool1d(long[] kernel, long[]? strides, long[]? padding, long[]? dilation, bool ceilMode) : base(nameof(MaxPool1d)) =>
        (kernel_size, stride, this.padding, this.dilation, ceil_mode) =
            (kernel, strides ?? kernel, padding ?? [0], dilation ?? [1], ceilMode);

    internal long[] kernel_size { get; }
    internal long[] stride { get; }
    internal long[] padding { get; }
    internal long[] dilation { get; }
    internal bool ceil_mode { get; }

    public override Tensor forward(Tensor tensor) => Op.One("max_pool1d", tensor, kernel_size, stride, padding,
        dilation, ceil_mode);

    public (Tensor, Tensor) forward_with_indices(Tensor tensor) =>
        Op.Two("max_pool1d_with_indices", tensor, kernel_size, stride, padding, dilation, ceil_mode);
}

public sealed class AvgPool1d : Module<Tensor, Tensor>
{
    internal AvgPool1d(long[] kernel, long[]? strides, long[]? padding, bool ceilMode, bool countPad, long? divisor) : base(nameof(AvgPool1d)) =>
        (kernel_size, stride, this.padding, ceil_mode, count_include_pad, divisor_override) =
            (kernel, strides ?? kernel, padding ?? [0], ceilMode, countPad, divisor);

    internal long[] kernel_size { get; }
    internal long[] stride { get; }
    internal long[] padding { get; }
    internal bool ceil_mode { get; }
    internal bool count_include_pad { get; }
    internal long? divisor_override { get; }

    public override Tensor forward(Tensor tensor) => Op.One("avg_pool1d", tensor, kernel_size, stride, padding,
        ceil_mode, count_include_pad);
}

public sealed class AdaptiveAvgPool1d : Module<Tensor, Tensor>
{
    internal AdaptiveAvgPool1d(long[] outputSize) : base(nameof(AdaptiveAvgPool1d)) =>
        output_size = outputSize;

    internal long[] output_size { get; }

    public override Tensor forward(Tensor tensor) => Op.One("adaptive_avg_pool1d", tensor, output_size);
}

public sealed class AdaptiveMaxPool1d : Module<Tensor, Tensor>
{
    internal AdaptiveMaxPool1d(long[] outputSize) : base(nameof(AdaptiveMaxPool1d)) =>
        output_size = outputSize;

    internal long[] output_size { get; }

    public override Tensor forward(Tensor tensor) => Op.Two("adaptive_max_pool1d", tensor, output_size).Item1;
}

public sealed class MaxPool2d : Module<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel, long[]? strides, long[]? padding, long[]? dilation, bool ceilMode) : base(nameof(MaxPool2d)) =>
        (kernel_size, stride, this.padding, this.dilation, ceil_mode) =
            (kernel, strides ?? kernel, padding ?? [0], dilation ?? [1], ceilMode);

    internal long[] kernel_size { get; }
    internal long[] stride { get; }
    internal long[] padding { get; }
    internal long[] dilation { get; }
    internal bool ceil_mode { get; }

    public override Tensor forward(Tensor tensor) => Op.One("max_pool2d", tensor, kernel_size, stride, padding,
        dilation, ceil_mode);

    public (Tensor, Tensor) forward_with_indices(Tensor tensor) =>
        Op.Two("max_pool2d_with_indices", tensor, kernel_size, stride, padding, dilation, ceil_mode);
}

public sealed class AvgPool2d : Module<Tensor, Tensor>
{
    internal AvgPool2d(long[] kernel, long[]? strides, long[]? padding, bool ceilMode, bool countPad, long? divisor) : base(nameof(AvgPool2d)) =>
        (kernel_size, stride, this.padding, ceil_mode, count_include_pad, divisor_override) =
            (kernel, strides ?? kernel, padding ?? [0], ceilMode, countPad, divisor);

    internal long[] kernel_size { get; }
    internal long[] stride { get; }
    internal long[] padding { get; }
    internal bool ceil_mode { get; }
    internal bool count_include_pad { get; }
    internal long? divisor_override { get; }

    public override Tensor forward(Tensor tensor) => Op.One("avg_pool2d", tensor, kernel_size, stride, padding,
        ceil_mode, count_include_pad, divisor_override);
}

public sealed class AdaptiveAvgPool2d : Module<Tensor, Tensor>
{
    internal AdaptiveAvgPool2d(long[] outputSize) : base(nameof(AdaptiveAvgPool2d)) =>
        output_size = outputSize;

    internal long[] output_size { get; }

    public override Tensor forward(Tensor tensor) => Op.One("adaptive_avg_pool2d", tensor, output_size);
}

public sealed class AdaptiveMaxPool2d : Module<Tensor, Tensor>
{
    internal AdaptiveMaxPool2d(long[] outputSize) : base(nameof(AdaptiveMaxPool2d)) =>
        output_size = outputSize;

    internal long[] output_size { get; }

    public override Tensor forward(Tensor tensor) => Op.Two("adaptive_max_pool2d", tensor, output_size).Item1;
}

public sealed class MaxPool3d : Module<Tensor, Tensor>
{
    internal MaxPool3d(long[] kernel, long[]? strides, long[]? padding, long[]? dilation, bool ceilMode) : base(nameof(MaxPool3d)) =>
        (kernel_size, stride, this.padding, this.dilation, ceil_mode) =
            (kernel, strides ?? kernel, padding ?? [0], dilation ?? [1], ceilMode);

    internal long[] kernel_size { get; }
    internal long[] stride { get; }
    internal long[] padding { get; }
    internal long[] dilation { get; }
    internal bool ceil_mode { get; }

    public override Tensor forward(Tensor tensor) => Op.One("max_pool3d", tensor, kernel_size, stride, padding,
        dilation, ceil_mode);

    public (Tensor, Tensor) forward_with_indices(Tensor tensor) =>
        Op.Two("max_pool3d_with_indices", tensor, kernel_size, stride, padding, dilation, ceil_mode);
}

public sealed class AvgPool3d : Module<Tensor, Tensor>
{
    internal AvgPool3d(long[] kernel, long[]? strides, long[]? padding, bool ceilMode, bool countPad, long? divisor) : base(nameof(AvgPool3d)) =>
        (kernel_size, stride, this.padding, ceil_mode, count_include_pad, divisor_override) =
            (kernel, strides ?? kernel, padding ?? [0], ceilMode, countPad, divisor);

    internal long[] kernel_size { get; }
    internal long[] stride { get; }
    internal long[] padding { get; }
    internal bool ceil_mode { get; }
    internal bool count_include_pad { get; }
    internal long? divisor_override { get; }

    public override Tensor forward(Tensor tensor) => Op.One("avg_pool3d", tensor, kernel_size, stride, padding,
        ceil_mode, count_include_pad, divisor_override);
}

public sealed class AdaptiveAvgPool3d : Module<Tensor, Tensor>
{
    internal AdaptiveAvgPool3d(long[] outputSize) : base(nameof(AdaptiveAvgPool3d)) =>
        output_size = outputSize;

    internal long[] output_size { get; }

    public override Tensor forward(Tensor tensor) => Op.One("adaptive_avg_pool3d", tensor, output_size);
}

public sealed class AdaptiveMaxPool3d : Module<Tensor, Tensor>
{
    internal AdaptiveMaxPool3d(long[] outputSize) : base(nameof(AdaptiveMaxPool3d)) =>
        output_size = outputSize;

    internal long[] output_size { get; }

    public override Tensor forward(Tensor tensor) => Op.Two("adaptive_max_pool3d", tensor, output_size).Item1;
}
