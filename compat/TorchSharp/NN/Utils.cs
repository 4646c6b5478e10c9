using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients down so that their norm together is at most <paramref name="max_norm"/>; gives the
            /// norm they had.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(tensor => tensor.grad).OfType<Tensor>().ToArray();
                if (gradients.Length == 0)
                    return 0;
                var total = TotalNorm(gradients, norm_type);
                var norm = total.ToDouble();
                var factor = max_norm / (norm + 1e-6);
                if (factor < 1 || double.IsNaN(factor))
                    Op.Run("_foreach_mul_.Scalar", gradients, factor);
                return norm;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                foreach (var tensor in tensors)
                    tensor.grad?.clamp_(-clip_value, clip_value);
            }

            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors) =>
                cat(tensors.Select(parameter => parameter.view(-1)).ToArray());

            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                var start = 0L;
                foreach (var parameter in tensors)
                {
                    parameter.copy_(vec.narrow(0, start, parameter.numel()).view_as(parameter));
                    start += parameter.numel();
                }
            }

            private static Tensor TotalNorm(Tensor[] gradients, double type)
            {
                if (double.IsPositiveInfinity(type))
                    return stack(gradients.Select(gradient => gradient.abs().max())).max();
                var norms = type is 1 or 2
                    ? Op.Many("_foreach_norm.Scalar", gradients, type)
                    : Array.ConvertAll(gradients, gradient => Op.One("norm.Scalar", gradient, type));
                return Op.One("norm.Scalar", stack(norms), type);
            }
        }
    }
}
