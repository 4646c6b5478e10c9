using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    public sealed class Embedding : Module<Tensor, Tensor>
    {
        private readonly (double? Max, double Type, bool Scale, bool Sparse) options;

        internal Embedding(Tensor weights, long? padding_idx, (double? Max, double Type, bool Scale, bool Sparse) options, bool learn)
            : base(nameof(Embedding))
        {
            (this.padding_idx, this.options) = (padding_idx, options);
            weight = new Parameter(weights, learn);
        }

        internal static Embedding Create(long count, long width, long? padding, (double?, double, bool, bool) options, Device? device,
            ScalarType? dtype)
        {
            using var values = init.normal_(empty([count, width], dtype, device));
            if (padding is { } index)
                using (no_grad())
                    values.select(0, index).zero_();
            return new Embedding(values, padding < 0 ? padding + count : padding, options, true);
        }

        internal long num_embeddings => weight.shape[0];
        internal long embedding_dim => weight.shape[1];
        internal long? padding_idx { get; }

        public Parameter weight
        {
            get => _internal_params["weight"];
            set => ConditionallyRegisterParameter("weight", value);
        }

        public override Tensor forward(Tensor input)
        {
            if (options.Max is { } most)
                using (no_grad())
                    Op.Run("embedding_renorm_", weight, input, most, options.Type);
            return Op.One("embedding", weight, input, padding_idx ?? -1, options.Scale, options.Sparse);
        }
    }

    public sealed class EmbeddingBag : Module<Tensor, Tensor, Tensor, Tensor>, IModule<Tensor, Tensor, Tensor>
    {
        private readonly (double? Max, double Type, bool Scale, bool Sparse) options;

        internal EmbeddingBag(Tensor weights, EmbeddingBagMode mode, bool lastOffset, long padding,
            (double? Max, double Type, bool Scale, bool Sparse) options, bool learn) : base(nameof(EmbeddingBag))
        {
            (this.mode, include_last_offset, padding_idx, this.options) = (mode, lastOffset, padding, options);
            weight = new Parameter(weights, learn);
        }

        internal EmbeddingBagMode mode { get; }
        internal bool include_last_offset { get; }
        internal long padding_idx { get; }

        public Parameter weight
        {
            get => _internal_params["weight"];
            set => ConditionallyRegisterParameter("weight", value);
        }

        public new Tensor call(Tensor input, Tensor? offsets, Tensor? perSampleWeights) => base.call(input, offsets!,
            perSampleWeights!);

        public Tensor call(Tensor input, Tensor? offsets) => base.call(input, offsets!, null!);

        public Tensor call(Tensor input) => base.call(input, null!, null!);

        public override Tensor forward(Tensor input, Tensor? offsets, Tensor? perSampleWeights)
        {
            using var scope = NewDisposeScope();
            if (input.ndim == 2)
            {
                offsets = arange(0, input.numel(), input.shape[1], ScalarType.Int64, input.device);
                (input, perSampleWeights) = (input.reshape(-1), perSampleWeights?.reshape(-1));
            }
            if (options.Max is { } most)
                using (no_grad())
                    Op.Run("embedding_renorm_", weight, input, most, options.Type);
            return Op.Many("embedding_bag.padding_idx", weight, input, offsets, options.Scale, (long)mode, options.Sparse,
                perSampleWeights, include_last_offset, padding_idx < 0 ? Arg.None : padding_idx)[0].MoveToOuterDisposeScope();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null,
                double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false,
                Device? device = null, ScalarType? dtype = null) => Modules.Embedding.Create(num_embeddings, embedding_dims, padding_idx,
                    (max_norm, norm_type, scale_grad_by_freq, sparse), device, dtype);

            public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true,
                long? padding_idx = null,
                double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false,
                Device? device = null, ScalarType? dtype = null) =>
                new(embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device), padding_idx,
                    (max_norm, norm_type, scale_grad_by_freq, sparse), !freeze);

            public static EmbeddingBag EmbeddingBag(long num_embeddings, long embedding_dims, double? max_norm = null,
                double norm_type = 2, bool scale_grad_by_freq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean,
                bool sparse = false, bool include_last_offset = false, long padding_index = -1, Device? device = null,
                ScalarType? dtype = null)
            {
                using var values = init.normal_(empty([num_embeddings, embedding_dims], dtype, device));
                return new(values, mode, include_last_offset, padding_index, (max_norm, norm_type, scale_grad_by_freq, sparse), true);
            }
        }
    }
}
