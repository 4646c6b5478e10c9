using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>A network without its head: what it makes of a row before the last layer.</summary>
internal abstract class RowEncoder
{
    /// <summary>Numbers in an embedding.</summary>
    public abstract int Width { get; }

    /// <summary>The encoder of a network over one tensor; null where the network has none. It owns nothing.</summary>
    public static RowEncoder? Of(Module network) => network switch
    {
        IGivesEmbedding own => new OwnEmbedding(network, own),
        IHasEncoder other => new OwnPart(network, other),
        Sequential layers => LayersBeforeHead.Find(layers),
        _ => null,
    };

    /// <summary>Embeddings [rows, width].</summary>
    public abstract Tensor Embed(Tensor input);

    /// <summary>Adds what <see cref="Embed(Tensor)"/> does in evaluation mode.</summary>
    public abstract OnnxValue Embed(OnnxComposer composer, OnnxValue input);

    /// <summary>The names of the network's tensors that embeddings do not hang on, such as those of the head.</summary>
    public abstract bool IsHead(string name);

    /// <summary>What a module is called within a network.</summary>
    private static string NameOf(Module network, Module part) => network.named_modules().First(m => ReferenceEquals(m.module, part)).name;

    private static bool Belongs(string name, string part) => name.StartsWith(part + '.', StringComparison.Ordinal);

    private sealed class OwnEmbedding(Module network, IGivesEmbedding own) : RowEncoder
    {
        private readonly string _head = NameOf(network, own.Head);

        public override int Width => own.EmbeddingWidth;

        public override Tensor Embed(Tensor input) => own.Embed(input);

        public override OnnxValue Embed(OnnxComposer composer, OnnxValue input) => composer.Within(network, () => own.Embed(composer, input));

        public override bool IsHead(string name) => Belongs(name, _head);
    }

    private sealed class OwnPart(Module network, IHasEncoder has) : RowEncoder
    {
        private readonly string _part = NameOf(network, has.Encoder);

        public override int Width => has.EmbeddingWidth;

        public override Tensor Embed(Tensor input) => has.Encoder.call(input);

        public override OnnxValue Embed(OnnxComposer composer, OnnxValue input) => composer.Within(network, () => composer.Apply(has.Encoder, input));

        public override bool IsHead(string name) => !Belongs(name, _part);
    }

    /// <summary>Layers one after the other whose last is linear, or layers of this sort themselves: all but that.</summary>
    private sealed class LayersBeforeHead : RowEncoder
    {
        private readonly List<(Module Within, Module<Tensor, Tensor> Layer)> _layers = [];
        private string _head = "";
        private int _width;

        public static LayersBeforeHead? Find(Sequential network)
        {
            var found = new LayersBeforeHead();
            return found.Add(network, "") ? found : null;
        }

        public override int Width => _width;

        public override Tensor Embed(Tensor input)
        {
            var value = input;
            foreach (var (_, layer) in _layers)
            {
                var next = layer.call(value);
                if (!ReferenceEquals(value, input) && !ReferenceEquals(value, next)) value.Dispose();
                value = next;
            }
            return ReferenceEquals(value, input) ? input.alias() : value;
        }

        public override OnnxValue Embed(OnnxComposer composer, OnnxValue input) =>
            _layers.Aggregate(input, (value, step) => composer.Within(step.Within, () => composer.Apply(step.Layer, value)));

        public override bool IsHead(string name) => Belongs(name, _head);

        private bool Add(Sequential layers, string prefix)
        {
            var children = layers.named_children().ToList();
            if (children.Count == 0) return false;
            foreach (var (_, child) in children.SkipLast(1))
            {
                if (child is not Module<Tensor, Tensor> layer) return false;
                _layers.Add((layers, layer));
            }
            var (name, last) = children[^1];
            (_head, _width) = (prefix + name, last is Linear linear ? (int)linear.in_features : 0);
            return last is Linear || (last is Sequential inner && Add(inner, _head + '.'));
        }
    }
}
