using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    public sealed class ConstantPad1d : Module<Tensor, Tensor>
    {
        internal ConstantPad1d(long[] padding, double value) : base(nameof(ConstantPad1d)) =>
            (this.padding, this.value) = (padding, value);

        internal long[] padding { get; }
        internal double value { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding, PaddingModes.Constant, value);
    }

    public sealed class ConstantPad2d : Module<Tensor, Tensor>
    {
        internal ConstantPad2d(long[] padding, double value) : base(nameof(ConstantPad2d)) =>
            (this.padding, this.value) = (padding, value);

        internal long[] padding { get; }
        internal double value { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding, PaddingModes.Constant, value);
    }

    public sealed class ConstantPad3d : Module<Tensor, Tensor>
    {
        internal ConstantPad3d(long[] padding, double value) : base(nameof(ConstantPad3d)) =>
            (this.padding, this.value) = (padding, value);

        internal long[] padding { get; }
        internal double value { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding, PaddingModes.Constant, value);
    }

    public sealed class ReflectionPad1d : Module<Tensor, Tensor>
    {
        internal ReflectionPad1d(long[] padding) : base(nameof(ReflectionPad1d)) =>
            this.padding = padding;

        internal long[] padding { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding, PaddingModes.Reflect);
    }

    public sealed class ReflectionPad2d : Module<Tensor, Tensor>
    {
        internal ReflectionPad2d(long[] padding) : base(nameof(ReflectionPad2d)) =>
            this.padding = padding;

        internal long[] padding { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding, PaddingModes.Reflect);
    }

    public sealed class ReflectionPad3d : Module<Tensor, Tensor>
    {
        internal ReflectionPad3d(long[] padding) : base(nameof(ReflectionPad3d)) =>
            this.padding = padding;

        internal long[] padding { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding, PaddingModes.Reflect);
    }

    public sealed class ReplicationPad1d : Module<Tensor, Tensor>
    {
        internal ReplicationPad1d(long[] padding) : base(nameof(ReplicationPad1d)) =>
            this.padding = padding;

        internal long[] padding { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding, PaddingModes.Replicate);
    }

    public sealed class ReplicationPad2d : Module<Tensor, Tensor>
    {
        internal ReplicationPad2d(long[] padding) : base(nameof(ReplicationPad2d)) =>
            this.padding = padding;

        internal long[] padding { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding, PaddingModes.Replicate);
    }

    public sealed class ReplicationPad3d : Module<Tensor, Tensor>
    {
        internal ReplicationPad3d(long[] padding) : base(nameof(ReplicationPad3d)) =>
            this.padding = padding;

        internal long[] padding { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding, PaddingModes.Replicate);
    }

    public sealed class ZeroPad2d : Module<Tensor, Tensor>
    {
        internal ZeroPad2d(long[] padding) : base(nameof(ZeroPad2d)) => this.padding = padding;

        internal long[] padding { get; }

        public override Tensor forward(Tensor tensor) => functional.pad(tensor, padding);
    }

    public sealed class Upsample : Module<Tensor, Tensor>
    {
        private readonly long[]? _size;
        private readonly double[]? factor;

        internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners) : base(nameof(Upsample)) =>
            (_size, factor, this.mode, this.align_corners) = (size, scale_factor, mode, align_corners);

        public UpsampleMode mode { get; }
        public bool? align_corners { get; }
        public ReadOnlySpan<long> size => _size;
        public ReadOnlySpan<double> scale_factor => factor;

        public override Tensor forward(Tensor tensor)
        {
            var factors = factor is { Length: 1 } ? Enumerable.Repeat(factor[0], (int)tensor.ndim - 2).ToArray() : factor;
            return functional.interpolate(tensor, _size, factors, (InterpolationMode)mode, align_corners);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ConstantPad1d ConstantPad1d(long padding,
                double value) => new(ConvolutionShape.Fill(2, padding), value);
            public static ConstantPad1d ConstantPad1d((long, long) padding, double value) =>
                new([padding.Item1, padding.Item2], value);

            public static ConstantPad2d ConstantPad2d(long padding,
                double value) => new(ConvolutionShape.Fill(4, padding), value);
            public static ConstantPad2d ConstantPad2d((long, long, long, long) padding, double value) =>
                new([padding.Item1, padding.Item2, padding.Item3, padding.Item4], value);

            public static ConstantPad3d ConstantPad3d(long padding,
                double value) => new(ConvolutionShape.Fill(6, padding), value);
            public static ConstantPad3d ConstantPad3d((long, long, long, long, long, long) padding, double value) =>
                new([padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6], value);

            public static ReflectionPad1d ReflectionPad1d(long padding) => new(ConvolutionShape.Fill(2, padding));
            public static ReflectionPad1d ReflectionPad1d((long, long) padding) =>
                new([padding.Item1, padding.Item2]);

            public static ReflectionPad2d ReflectionPad2d(long padding) => new(ConvolutionShape.Fill(4, padding));
            public static ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) =>
                new([padding.Item1, padding.Item2, padding.Item3, padding.Item4]);

            public static ReflectionPad3d ReflectionPad3d(long padding) => new(ConvolutionShape.Fill(6, padding));
            public static ReflectionPad3d ReflectionPad3d((long, long, long, long, long, long) padding) =>
                new([padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6]);

            public static ReplicationPad1d ReplicationPad1d(long padding) => new(ConvolutionShape.Fill(2, padding));
            public static ReplicationPad1d ReplicationPad1d((long, long) padding) =>
                new([padding.Item1, padding.Item2]);

            public static ReplicationPad2d ReplicationPad2d(long padding) => new(ConvolutionShape.Fill(4, padding));
            public static ReplicationPad2d ReplicationPad2d((long, long, long, long) padding) =>
                new([padding.Item1, padding.Item2, padding.Item3, padding.Item4]);

            public static ReplicationPad3d ReplicationPad3d(long padding) => new(ConvolutionShape.Fill(6, padding));
            public static ReplicationPad3d ReplicationPad3d((long, long, long, long, long, long) padding) =>
                new([padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6]);

            public static ZeroPad2d ZeroPad2d(long padding) => new(ConvolutionShape.Fill(4, padding));
            public static ZeroPad2d ZeroPad2d((long, long, long, long) padding) =>
                new([padding.Item1, padding.Item2, padding.Item3, padding.Item4]);

            public static Upsample Upsample(long[]? size = null, double[]? scale_factor = null,
                UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null) => new(size, scale_factor, mode, align_corners);
        }
    }
}
