using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Attention with several heads (Vaswani et al. 2017). Queries, keys and values are (length, batch, width).</summary>
    public sealed class MultiheadAttention : Module<Tensor, Tensor, Tensor, Tensor, bool, Tensor, Tuple<Tensor, Tensor>>
    {
        private readonly double dropout;
        private readonly bool zeroAttention;
        private readonly bool same;

        internal MultiheadAttention(long width, long heads, double dropout, bool bias, bool biasKv, bool zeroAttention, long? kdim,
            long? vdim) : base(nameof(MultiheadAttention))
        {
            if (width % heads != 0)
                throw new ArgumentException($"embedded_dim must be divisible by num_heads, but {width} is not by {heads}.");
            (embed_dim, num_heads, this.dropout, this.zeroAttention) = (width, heads, dropout, zeroAttention);
            same = (kdim ?? width) == width && (vdim ?? width) == width;
            if (same)
                register_parameter("in_proj_weight", new Parameter(empty(3 * width, width)));
            else
                foreach (var (name, from) in new[] { ("q", width), ("k", kdim ?? width), ("v", vdim ?? width) })
                    register_parameter(name + "_proj_weight", new Parameter(empty(width, from)));
            register_parameter("in_proj_bias", bias ? new Parameter(zeros(3 * width)) : null);
            out_proj = Part("out_proj", Linear(width, width, bias));
            if (biasKv)
                foreach (var name in new[] { "bias_k", "bias_v" })
                    register_parameter(name, new Parameter(empty(1, 1, width)));
            Initialize();
        }

        internal long embed_dim { get; }
        internal long num_heads { get; }
        internal Linear out_proj { get; }

        public new Tuple<Tensor, Tensor> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null,
            bool need_weights = true, Tensor? attn_mask = null) =>
            base.call(query, key, value, key_padding_mask!, need_weights, attn_mask!);

        public override Tuple<Tensor, Tensor> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask,
            bool need_weights, Tensor? attn_mask)
        {
            using var scope = NewDisposeScope();
            var (length, batch) = (query.shape[0], query.shape[1]);
            var (q, k, v) = Project(query, key, value);
            (k, v) = Extend(k, v, batch, ref attn_mask, ref key_padding_mask);
            var scores = torch.bmm(Heads(q, batch).div(Math.Sqrt(embed_dim / num_heads)), Heads(k, batch).transpose(-2, -1));
            scores = Masked(scores, attn_mask, key_padding_mask, batch);
            var weights = functional.softmax(scores, -1);
            var dropped = training && dropout > 0 ? functional.dropout(weights, dropout) : weights;
            var mixed = torch.bmm(dropped, Heads(v, batch)).transpose(0, 1).contiguous().view(length * batch, embed_dim);
            var output = out_proj.forward(mixed).view(length, batch, embed_dim).MoveToOuterDisposeScope();
            var average = need_weights
                ? weights.view(batch, num_heads, length, -1).mean([1]).MoveToOuterDisposeScope() : null;
            return new Tuple<Tensor, Tensor>(output, average!);
        }

        private void Initialize()
        {
            foreach (var (name, parameter) in named_parameters(false))
                if (name.EndsWith("proj_weight"))
                    init.xavier_uniform_(parameter);
                else if (name is "bias_k" or "bias_v")
                    init.xavier_normal_(parameter);
            if (out_proj.bias is { } bias)
                init.zeros_(bias);
        }

        private (Tensor, Tensor, Tensor) Project(Tensor query, Tensor key, Tensor value)
        {
            var biases = get_parameter("in_proj_bias")?.chunk(3);
            if (same && ReferenceEquals(query, key) && ReferenceEquals(key, value))
            {
                var all = functional.linear(query, get_parameter("in_proj_weight")!, get_parameter("in_proj_bias")).chunk(3, -1);
                return (all[0], all[1], all[2]);
            }
            var weights = same ? get_parameter("in_proj_weight")!.chunk(3)
                : [get_parameter("q_proj_weight")!, get_parameter("k_proj_weight")!, get_parameter("v_proj_weight")!];
            return (functional.linear(query, weights[0], biases?[0]), functional.linear(key, weights[1], biases?[1]),
                functional.linear(value, weights[2], biases?[2]));
        }

        /// <summary>Adds the learnt and the all-zero position that were asked for.</summary>
        private (Tensor, Tensor) Extend(Tensor k, Tensor v, long batch, ref Tensor? mask, ref Tensor? padding)
        {
            if (get_parameter("bias_k") is { } biasK)
                (k, v) = Add(biasK.repeat(1, batch, 1), get_parameter("bias_v")!.repeat(1, batch, 1), ref mask, ref padding);
            if (zeroAttention)
                (k, v) = Add(k.new_zeros([1, batch, embed_dim]), v.new_zeros([1, batch, embed_dim]), ref mask, ref padding);
            return (k, v);

            (Tensor, Tensor) Add(Tensor moreK, Tensor moreV, ref Tensor? mask, ref Tensor? padding)
            {
                mask = mask is null ? null : functional.pad(mask, (0, 1));
                padding = padding is null ? null : functional.pad(padding, (0, 1));
                return (cat([k, moreK]), cat([v, moreV]));
            }
        }

        private Tensor Heads(Tensor x, long batch) =>
            x.contiguous().view(-1, batch * num_heads, embed_dim / num_heads).transpose(0, 1);

        private Tensor Masked(Tensor scores, Tensor? mask, Tensor? padding, long batch)
        {
            if (mask is { dtype: ScalarType.Bool })
                scores = scores.masked_fill(mask, double.NegativeInfinity);
            else if (mask is not null)
                scores = scores.add(mask);
            if (padding is null)
                return scores;
            var shape = scores.shape;
            var split = scores.view(batch, num_heads, shape[1], shape[2]);
            var where = padding.unsqueeze(1).unsqueeze(2);
            split = padding.dtype == ScalarType.Bool ? split.masked_fill(where, double.NegativeInfinity) : split.add(where);
            return split.view(shape);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0,
                bool bias = true,
                bool add_bias_kv = false, bool add_zero_attn = false, long? kdim = null, long? vdim = null) =>
                new(embedded_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim, vdim);
        }
    }
}
