using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    public sealed class LayerNorm : Module<Tensor, Tensor>
    {
        internal LayerNorm(long[] normalized_shape, double eps, bool affine, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            (this.normalized_shape, this.eps, elementwise_affine) = (normalized_shape, eps, affine);
            if (affine)
                weight = new Parameter(ones(normalized_shape, dtype, device));
            if (affine && hasBias)
                bias = new Parameter(zeros(normalized_shape, dtype, device));
        }

        internal long[] normalized_shape { get; }
        internal double eps { get; }
        internal bool elementwise_affine { get; }

        public Parameter? weight
        {
            get => get_parameter("weight");
            set => ConditionallyRegisterParameter("weight", value);
        }

        public Parameter? bias
        {
            get => get_parameter("bias");
            set => ConditionallyRegisterParameter("bias", value);
        }

        public override Tensor forward(Tensor tensor) => functional.layer_norm(tensor, normalized_shape, weight, bias,
            eps);
    }

    public sealed class GroupNorm : Module<Tensor, Tensor>
    {
        internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype)
            : base(nameof(GroupNorm))
        {
            (this.num_groups, this.num_channels, this.eps, this.affine) = (num_groups, num_channels, eps, affine);
            if (!affine)
                return;
            weight = new Parameter(ones([num_channels], dtype, device));
            bias = new Parameter(zeros([num_channels], dtype, device));
        }

        internal long num_groups { get; }
        internal long num_channels { get; }
        internal double eps { get; }
        internal bool affine { get; }

        public Parameter? weight
        {
            get => get_parameter("weight");
            set => ConditionallyRegisterParameter("weight", value);
        }

        public Parameter? bias
        {
            get => get_parameter("bias");
            set => ConditionallyRegisterParameter("bias", value);
        }

        public override Tensor forward(Tensor tensor) => functional.group_norm(tensor, num_groups, weight, bias, eps);
    }

    public sealed class LocalResponseNorm : Module<Tensor, Tensor>
    {
        internal LocalResponseNorm(long size, double alpha, double beta, double k) : base(nameof(LocalResponseNorm)) =>
            (this.size, this.alpha, this.beta, this.k) = (size, alpha, beta, k);

        internal long size { get; }
        internal double alpha { get; }
        internal double beta { get; }
        internal double k { get; }

        public override Tensor forward(Tensor tensor) => functional.local_response_norm(tensor, size, alpha, beta, k);
    }

    public sealed class PReLU : Module<Tensor, Tensor>
    {
        internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype) : base(nameof(PReLU))
        {
            (this.num_parameters, this.init) = (num_parameters, init);
            weight = new Parameter(full([num_parameters], init, dtype ?? get_default_dtype(), device));
        }

        internal long num_parameters { get; }
        internal double init { get; }

        public Parameter weight
        {
            get => _internal_params["weight"];
            set => ConditionallyRegisterParameter("weight", value);
        }

        public override Tensor forward(Tensor tensor) => functional.prelu(tensor, weight);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-5,
                bool elementwise_affine = true,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-5, bool elementwise_affine = true,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            public static GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-5, bool affine = true,
                Device? device = null, ScalarType? dtype = null) => new(num_groups, num_channels, eps, affine, device, dtype);

            public static LocalResponseNorm LocalResponseNorm(long size, double alpha = 1e-4, double beta = 0.75,
                double k = 1) =>
                new(size, alpha, beta, k);

            public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null,
                ScalarType? dtype = null) =>
                new(num_parameters, init, device, dtype);
        }
    }
}
