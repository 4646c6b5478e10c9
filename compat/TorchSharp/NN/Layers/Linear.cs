using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Linear : Module<Tensor, Tensor>
        {
            internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
            {
                (in_features, out_features) = (inputSize, outputSize);
                weight = new Parameter(empty([outputSize, inputSize], dtype, device));
                bias = hasBias ? new Parameter(empty([outputSize], dtype, device)) : null;
                init.LayerWeights(weight, bias);
            }

            internal long in_features { get; }

            internal long out_features { get; }

            public Parameter weight
            {
                get => _internal_params["weight"];
                set => ConditionallyRegisterParameter("weight", value);
            }

            public Parameter? bias
            {
                get => _internal_params.TryGetValue("bias", out var found) ? found : null;
                set => ConditionallyRegisterParameter("bias", value);
            }

            public override Tensor forward(Tensor tensor) => Op.One("linear", tensor, weight, bias);
        }

        public sealed class Bilinear : Module<Tensor, Tensor, Tensor>
        {
            internal Bilinear(long in1, long in2, long outputs, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Bilinear))
            {
                weight = new Parameter(empty([outputs, in1, in2], dtype, device));
                bias = hasBias ? new Parameter(empty([outputs], dtype, device)) : null;
                var bound = 1 / Math.Sqrt(in1);
                init.uniform_(weight, -bound, bound);
                if (bias is { } b)
                    init.uniform_(b, -bound, bound);
            }

            public Parameter weight
            {
                get => _internal_params["weight"];
                set => ConditionallyRegisterParameter("weight", value);
            }

            public Parameter? bias
            {
                get => _internal_params.TryGetValue("bias", out var found) ? found : null;
                set => ConditionallyRegisterParameter("bias", value);
            }

            public override Tensor forward(Tensor input1, Tensor input2) => functional.bilinear(input1, input2,
                weight, bias);
        }

        public sealed class Identity : Module<Tensor, Tensor>
        {
            internal Identity() : base(nameof(Identity)) { }

            public override Tensor forward(Tensor tensor) => tensor.alias();
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null,
                ScalarType? dtype = null) => new(inputSize, outputSize, hasBias, device, dtype);

            public static Bilinear Bilinear(long in1Features, long in2Features, long outputSize, bool hasBias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(in1Features, in2Features, outputSize, hasBias, device, dtype);

            public static Identity Identity() => new();
        }
    }
}
