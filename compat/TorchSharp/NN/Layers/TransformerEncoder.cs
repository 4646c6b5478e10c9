using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Attention to itself, then two linear layers, each added to its input and normalised.</summary>
    public sealed class TransformerEncoderLayer : Module<Tensor, Tensor>, IModule<Tensor, Tensor, Tensor>,
        IModule<Tensor, Tensor, Tensor, Tensor>
    {
        private readonly MultiheadAttention attention;
        private readonly Linear widen;
        private readonly Linear narrow;
        private readonly LayerNorm first;
        private readonly LayerNorm second;

        internal TransformerEncoderLayer(EncoderOptions options) : base(nameof(TransformerEncoderLayer))
        {
            Settings = options;
            attention = Part("self_attn", MultiheadAttention(options.Width, options.Heads, options.Dropout));
            widen = Part("linear1", Linear(options.Width, options.Inner));
            narrow = Part("linear2", Linear(options.Inner, options.Width));
            first = Part("norm1", LayerNorm(options.Width));
            second = Part("norm2", LayerNorm(options.Width));
        }

        internal sealed record EncoderOptions(long Width, long Heads, long Inner, double Dropout, Activations Activation);

        internal EncoderOptions Settings { get; }

        public Tensor call(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask) => Run(src, src_mask,
            src_key_padding_mask);

        public Tensor call(Tensor src, Tensor? src_mask) => Run(src, src_mask, null);

        public override Tensor forward(Tensor src) => Run(src, null, null);

        private Tensor Run(Tensor src, Tensor? mask, Tensor? padding)
        {
            using var scope = NewDisposeScope();
            var attended = attention.call(src, src, src, padding, false, mask).Item1;
            var x = first.forward(src.add(Drop(attended)));
            var inner = widen.forward(x);
            inner = Settings.Activation == Activations.GELU ? inner.gelu() : inner.relu();
            return second.forward(x.add(Drop(narrow.forward(Drop(inner))))).MoveToOuterDisposeScope();
        }

        private Tensor Drop(Tensor x) => functional.dropout(x, Settings.Dropout, training);
    }

    /// <summary>Copies of one layer, one after another.</summary>
    public sealed class TransformerEncoder : Module<Tensor, Tensor, Tensor, Tensor>, IModule<Tensor, Tensor, Tensor>,
        IModule<Tensor, Tensor>
    {
        private readonly ModuleList<TransformerEncoderLayer> layers;

        internal TransformerEncoder(TransformerEncoderLayer layer, long count) : base(nameof(TransformerEncoder)) =>
            layers = Part("layers", new ModuleList<TransformerEncoderLayer>(
                Enumerable.Range(0, (int)count).Select(_ => Copy(layer)).ToArray()));

        public Tensor call(Tensor src, Tensor? src_mask) => base.call(src, src_mask!, null!);

        public Tensor call(Tensor src) => base.call(src, null!, null!);

        public override Tensor forward(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask)
        {
            using var scope = NewDisposeScope();
            var x = src;
            foreach (var layer in layers)
                x = layer.call(x, src_mask, src_key_padding_mask);
            return x.MoveToOuterDisposeScope();
        }

        /// <summary>As in PyTorch every layer starts from the same weights; copying draws no random numbers.</summary>
        private static TransformerEncoderLayer Copy(TransformerEncoderLayer layer)
        {
            using var state = get_rng_state();
            var copy = new TransformerEncoderLayer(layer.Settings);
            set_rng_state(state);
            copy.load_state_dict(layer.state_dict());
            return copy;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static TransformerEncoderLayer TransformerEncoderLayer(long d_model = 512, long nhead = 8,
                long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
                new(new(d_model, nhead, dim_feedforward, dropout, activation));

            public static TransformerEncoder TransformerEncoder(TransformerEncoderLayer encoder_layer,
                long num_layers) =>
                new(encoder_layer, num_layers);
        }
    }
}
