using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(ConvolutionShape shape, PaddingModes mode, long groups, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(Conv1d), "conv1d", shape, mode, groups, hasBias, device, dtype) { }

        public Parameter weight
        {
            get => GetParameter("weight")!;
            set => SetParameter("weight", value);
        }

        public Parameter? bias
        {
            get => GetParameter("bias");
            set => SetParameter("bias", value);
        }

        public override Tensor forward(Tensor input) => Run(input);
    }

    public sealed class Conv2d : Convolution
    {
        internal Conv2d(ConvolutionShape shape, PaddingModes mode, long groups, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(Conv2d), "conv2d", shape, mode, groups, hasBias, device, dtype) { }

        public Parameter weight
        {
            get => GetParameter("weight")!;
            set => SetParameter("weight", value);
        }

        public Parameter? bias
        {
            get => GetParameter("bias");
            set => SetParameter("bias", value);
        }

        public override Tensor forward(Tensor input) => Run(input);
    }

    public sealed class Conv3d : Convolution
    {
        internal Conv3d(ConvolutionShape shape, PaddingModes mode, long groups, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(Conv3d), "conv3d", shape, mode, groups, hasBias, device, dtype) { }

        public Parameter weight
        {
            get => GetParameter("weight")!;
            set => SetParameter("weight", value);
        }

        public Parameter? bias
        {
            get => GetParameter("bias");
            set => SetParameter("bias", value);
        }

        public override Tensor forward(Tensor input) => Run(input);
    }

    public sealed class ConvTranspose1d : Convolution
    {
        internal ConvTranspose1d(ConvolutionShape shape, PaddingModes mode, long groups, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose1d), "conv_transpose1d", shape, mode, groups, hasBias, device, dtype) { }

        public Parameter weight
        {
            get => GetParameter("weight")!;
            set => SetParameter("weight", value);
        }

        public Parameter? bias
        {
            get => GetParameter("bias");
            set => SetParameter("bias", value);
        }

        public override Tensor forward(Tensor input) => Run(input);
    }

    public sealed class ConvTranspose2d : Convolution
    {
        internal ConvTranspose2d(ConvolutionShape shape, PaddingModes mode, long groups, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose2d), "conv_transpose2d.input", shape, mode, groups, hasBias, device, dtype) { }

        public Parameter weight
        {
            get => GetParameter("weight")!;
            set => SetParameter("weight", value);
        }

        public Parameter? bias
        {
            get => GetParameter("bias");
            set => SetParameter("bias", value);
        }

        public override Tensor forward(Tensor input) => Run(input);
    }

    public sealed class ConvTranspose3d : Convolution
    {
        internal ConvTranspose3d(ConvolutionShape shape, PaddingModes mode, long groups, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose3d), "conv_transpose3d.input", shape, mode, groups, hasBias, device, dtype) { }

        public Parameter weight
        {
            get => GetParameter("weight")!;
            set => SetParameter("weight", value);
        }

        public Parameter? bias
        {
            get => GetParameter("bias");
            set => SetParameter("bias", value);
        }

        public override Tensor forward(Tensor input) => Run(input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Conv1d Conv1d(long in_channels, long out_channels, long kernelSize, long stride = 1,
                long padding = 0,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(1, in_channels, out_channels, kernelSize, stride, padding, dilation), padding_mode, groups, bias, device, dtype);

            public static Conv1d Conv1d(long in_channels, long out_channels, long kernelSize, Padding padding,
                long stride = 1,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(1, in_channels, out_channels, kernelSize, stride, 0, dilation) with { PaddingType = padding }, padding_mode, groups, bias, device, dtype);

            public static Conv2d Conv2d(long in_channels, long out_channels, long kernelSize, long stride = 1,
                long padding = 0,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(2, in_channels, out_channels, kernelSize, stride, padding, dilation), padding_mode, groups, bias, device, dtype);

            public static Conv2d Conv2d(long in_channels, long out_channels, long kernelSize, Padding padding,
                long stride = 1,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(2, in_channels, out_channels, kernelSize, stride, 0, dilation) with { PaddingType = padding }, padding_mode, groups, bias, device, dtype);

            public static Conv3d Conv3d(long in_channels, long out_channels, long kernelSize, long stride = 1,
                long padding = 0,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(3, in_channels, out_channels, kernelSize, stride, padding, dilation), padding_mode, groups, bias, device, dtype);

            public static Conv3d Conv3d(long in_channels, long out_channels, long kernelSize, Padding padding,
                long stride = 1,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(3, in_channels, out_channels, kernelSize, stride, 0, dilation) with { PaddingType = padding }, padding_mode, groups, bias, device, dtype);

            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernelSize,
                (long, long)? stride = null,
                (long, long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(in_channels, out_channels, kernelSize, stride, padding, dilation), padding_mode, groups, bias, device, dtype);

            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernelSize, Padding padding,
                (long, long)? stride = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(in_channels, out_channels, kernelSize, stride, null, dilation) with { PaddingType = padding }, padding_mode, groups, bias, device, dtype);

            public static ConvTranspose1d ConvTranspose1d(long in_channels, long out_channels, long kernelSize,
                long stride = 1, long padding = 0,
                long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(1, in_channels, out_channels, kernelSize, stride, padding, dilation) with
                {
                    Transposed = true,
                    OutputPadding = ConvolutionShape.Fill(1, output_padding)
                }, padding_mode, groups, bias, device, dtype);

            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, long kernelSize,
                long stride = 1, long padding = 0,
                long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(2, in_channels, out_channels, kernelSize, stride, padding, dilation) with
                {
                    Transposed = true,
                    OutputPadding = ConvolutionShape.Fill(2, output_padding)
                }, padding_mode, groups, bias, device, dtype);

            public static ConvTranspose3d ConvTranspose3d(long in_channels, long out_channels, long kernelSize,
                long stride = 1, long padding = 0,
                long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(3, in_channels, out_channels, kernelSize, stride, padding, dilation) with
                {
                    Transposed = true,
                    OutputPadding = ConvolutionShape.Fill(3, output_padding)
                }, padding_mode, groups, bias, device, dtype);

            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, (long, long) kernelSize,
                (long, long)? stride = null, (long, long)? padding = null, (long, long)? output_padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Of(in_channels, out_channels, kernelSize, stride, padding, dilation) with
                {
                    Transposed = true,
                    OutputPadding = functional.Pair(output_padding ?? (0, 0))
                }, padding_mode, groups, bias, device, dtype);
        }
    }
}
