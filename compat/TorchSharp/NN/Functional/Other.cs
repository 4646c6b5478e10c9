using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly bool HasAttention = Op.Exists("scaled_dot_product_attention");

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant,
                double value = 0) =>
                mode is PaddingModes.Constant or PaddingModes.Zeros ? Op.One("constant_pad_nd", input, pad, value)
                    : mode is PaddingModes.Circular ? Op.One("_pad_circular", input, pad)
                    : Op.One((mode is PaddingModes.Reflect ? "reflection_pad" : "replication_pad") + pad.Length / 2 + "d", input, pad);

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant,
                double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant,
                double value = 0) =>
                functional.pad(input, Enumerable.Repeat(pad, 2 * Math.Max(1, (int)input.ndim - 2)).ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant,
                double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad,
                PaddingModes mode = PaddingModes.Constant,
                double value = 0) => functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false)
            {
                var spatial = (int)x.ndim - 2;
                if (mode == InterpolationMode.Area)
                    return Op.One($"adaptive_avg_pool{spatial}d", x, size ?? Scaled(x, scale_factor!));
                var name = (mode, spatial) switch
                {
                    (InterpolationMode.Nearest, _) => $"upsample_nearest{spatial}d.vec",
                    (InterpolationMode.Linear, 1) => "upsample_linear1d.vec",
                    (InterpolationMode.Bilinear, 2) => "upsample_bilinear2d.vec",
                    (InterpolationMode.Bicubic, 2) => "upsample_bicubic2d.vec",
                    (InterpolationMode.Trilinear, 3) => "upsample_trilinear3d.vec",
                    _ => throw new ArgumentException($"{mode} interpolation does not fit an input of {x.ndim} dimensions."),
                };
                return mode == InterpolationMode.Nearest ? Op.One(name, x, size, scale_factor)
                    : Op.One(name, x, size, align_corners ?? false, scale_factor);
            }

            private static long[] Scaled(Tensor x, double[] factors) =>
                x.shape[2..].Select((length, i) => (long)(length * factors[Math.Min(i, factors.Length - 1)])).ToArray();

            public static Tensor local_response_norm(Tensor input, long size, double alpha = 1e-4, double beta = 0.75,
                double k = 1)
            {
                using var scope = NewDisposeScope();
                var squares = input.mul(input).unsqueeze(1);
                var channels = input.shape[1];
                var flat = pad(squares.flatten(3), [0, 0, size / 2, (size - 1) / 2]);
                var mean = Op.One("avg_pool2d", flat, new[] { size, 1 }, 1).squeeze(1).view([input.shape[0], channels, .. input.shape[2..]]);
                return input.div(mean.mul(alpha).add(k).pow(beta)).MoveToOuterDisposeScope();
            }

            /// <summary>softmax(query keyᵀ / √d + mask) value; the fused operator where this libtorch has it.</summary>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value,
                Tensor? attn_mask = null,
                double p = 0, bool is_casual = false)
            {
                if (HasAttention)
                    return Op.One("scaled_dot_product_attention", query, key, value, attn_mask, p, is_casual);
                using var scope = NewDisposeScope();
                var scores = query.div(Math.Sqrt(query.shape[^1])).matmul(key.transpose(-2, -1));
                if (is_casual)
                    attn_mask = torch.ones([query.shape[^2], key.shape[^2]], ScalarType.Bool, query.device).tril();
                if (attn_mask is { dtype: ScalarType.Bool })
                    scores = scores.masked_fill(attn_mask.logical_not(), double.NegativeInfinity);
                else if (attn_mask is not null)
                    scores = scores.add(attn_mask);
                return dropout(softmax(scores, -1), p, p > 0).matmul(value).MoveToOuterDisposeScope();
            }

            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false,
                float eps = 1e-6f, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var clamped = variance.clone();
                using (no_grad())
                    clamped.clamp_((double)eps);
                var loss = clamped.log().add(input.sub(target).pow(2).div(clamped)).mul(0.5);
                if (full)
                    loss = loss.add(0.5 * Math.Log(2 * Math.PI));
                return Reduce(loss, reduction).MoveToOuterDisposeScope();
            }

            public static Tensor multilabel_soft_margin_loss(Tensor input, Tensor target, Tensor? weight = null,
                Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var loss = target.mul(logsigmoid(input)).add(target.neg().add(1).mul(logsigmoid(input.neg()))).neg();
                if (weight is not null)
                    loss = loss.mul(weight);
                return Reduce(loss.mean([-1]), reduction).MoveToOuterDisposeScope();
            }

            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2, double eps = 1e-6,
                bool keep_dim = false) =>
                Op.One("pairwise_distance", input1, input2, p, eps, keep_dim);

            internal static Tensor Reduce(Tensor loss, Reduction reduction) => reduction switch
            {
                Reduction.Mean => loss.mean(),
                Reduction.Sum => loss.sum(),
                _ => loss,
            };
        }
    }

    public enum InterpolationMode { Nearest, Linear, Bilinear, Bicubic, Trilinear, Area }

    public enum UpsampleMode { Nearest, Linear, Bilinear, Bicubic, Trilinear }
}
