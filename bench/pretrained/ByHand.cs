using System.Diagnostics;
using Microsoft.ML.Tokenizers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Bench;

/// <summary>MiniLM's network as one writes it on TorchSharp, with weights at random, and the loop that trains it.</summary>
internal sealed class ByHand(IReadOnlyList<(string Text, int Label)> rows, int classes, string vocabulary)
{
    /// <summary>Epochs of a training. The first makes what later ones use again: memory, and the optimizer's state.</summary>
    public const int Epochs = 2;
    private const int BatchSize = 32, MostTokens = 130;
    private readonly List<(int[] Ids, int Label)> _rows = [.. rows.Select(row => (BertTokenizer.Create(vocabulary) is var tokenizer ? tokenizer.EncodeToIds(row.Text, MostTokens, out _, out _).ToArray() : [], row.Label))];

    /// <summary>Rows a second of the last epoch: batches of texts of about one length, dropout, AdamW, clipped gradients, a look at each loss.</summary>
    public double Train()
    {
        set_num_threads(Environment.ProcessorCount);
        manual_seed(1);
        using var network = new Bert(classes);
        network.train();
        using var optimizer = optim.AdamW(network.parameters(), 1e-4, weight_decay: 0.01);
        var random = new Random(1);
        var seconds = 0.0;
        for (var epoch = 0; epoch < Epochs; epoch++) seconds = Pass(network, optimizer, random);
        return _rows.Count / seconds;
    }

    private double Pass(Bert network, optim.Optimizer optimizer, Random random)
    {
        var batches = _rows.OrderBy(_ => random.Next()).Chunk(BatchSize * 50).SelectMany(stretch => stretch.OrderBy(row => row.Ids.Length).Chunk(BatchSize)).OrderBy(_ => random.Next()).ToList();
        var watch = Stopwatch.StartNew();
        var hits = 0L;
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            var longest = batch.Max(row => row.Ids.Length);
            var (ids, mask) = (new long[batch.Length * longest], new float[batch.Length * longest]);
            for (var i = 0; i < batch.Length; i++)
                for (var k = 0; k < batch[i].Ids.Length; k++) (ids[(i * longest) + k], mask[(i * longest) + k]) = (batch[i].Ids[k], 1);
            var labels = tensor(batch.Select(row => (long)row.Label).ToArray());
            optimizer.zero_grad();
            var outputs = network.Run(tensor(ids, [batch.Length, longest]), tensor(mask, [batch.Length, longest]));
            var loss = functional.cross_entropy(outputs, labels);
            if (!float.IsFinite(loss.item<float>())) throw new InvalidOperationException("The loss is no number.");
            loss.backward();
            nn.utils.clip_grad_norm_(network.parameters(), 1);
            optimizer.step();
            hits += outputs.argmax(1).eq(labels).sum().item<long>();
        }
        return watch.Elapsed.TotalSeconds;
    }

    private sealed class Bert : Module
    {
        private const int Width = 384, Heads = 12, Layers = 6;
        private readonly Embedding _words = Embedding(30522, Width), _places = Embedding(512, Width), _segments = Embedding(2, Width);
        private readonly LayerNorm _norm = LayerNorm(Width, 1e-12);
        private readonly ModuleList<Layer> _layers = new([.. Enumerable.Range(0, Layers).Select(_ => new Layer())]);
        private readonly Dropout _dropout = Dropout(0.1);
        private readonly Linear _head;

        public Bert(int classes) : base(nameof(Bert))
        {
            _head = Linear(Width, classes);
            RegisterComponents();
        }

        public Tensor Run(Tensor ids, Tensor mask)
        {
            var (rows, length) = (ids.shape[0], ids.shape[1]);
            var x = _words.call(ids) + _places.call(arange(length, ScalarType.Int64)) + _segments.call(zeros_like(ids));
            x = _dropout.call(_norm.call(x));
            var bias = ((mask - 1) * 1e9f).reshape(rows, 1, 1, length).expand(rows, Heads, length, length);
            foreach (var layer in _layers) x = layer.Run(x, bias);
            var weights = mask.unsqueeze(2);
            return _head.call(_dropout.call((x * weights).sum(1) / weights.sum(1)));
        }

        private sealed class Layer : Module
        {
            private readonly Linear _query = Linear(Width, Width), _key = Linear(Width, Width), _value = Linear(Width, Width), _output = Linear(Width, Width), _up = Linear(Width, 4 * Width), _down = Linear(4 * Width, Width);
            private readonly LayerNorm _first = LayerNorm(Width, 1e-12), _second = LayerNorm(Width, 1e-12);
            private readonly Dropout _dropout = Dropout(0.1);

            public Layer() : base(nameof(Layer)) => RegisterComponents();

            public Tensor Run(Tensor x, Tensor bias)
            {
                var (rows, length) = (x.shape[0], x.shape[1]);
                Tensor Split(Linear layer) => layer.call(x).view(rows, length, Heads, Width / Heads).transpose(1, 2);
                var mixed = functional.scaled_dot_product_attention(Split(_query), Split(_key), Split(_value), bias, 0.1).transpose(1, 2).reshape(rows, length, Width);
                x = _first.call(x + _dropout.call(_output.call(mixed)));
                return _second.call(x + _dropout.call(_down.call(functional.gelu(_up.call(x)))));
            }
        }
    }
}
