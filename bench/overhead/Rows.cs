using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Bench;

/// <summary>A network to train, and on how many rows.</summary>
internal sealed record Network(string Name, int Rows, int Width, int Batch, Func<Module<Tensor, Tensor>> Create);

/// <summary>Random rows, and both ways to train on them for one epoch.</summary>
internal sealed class Rows : IDisposable
{
    private const double Rate = 1e-3, Decay = 1e-2, Clip = 1;
    private readonly Network _network;
    private readonly IDataView _view;
    private readonly Tensor _features, _labels;
    private readonly MLContext _ml = new(1);

    public Rows(Network network)
    {
        _network = network;
        var random = new Random(1);
        var rows = Enumerable.Range(0, network.Rows).Select(i => new Row
        {
            Label = (uint)(i % 10) + 1,
            Features = [.. Enumerable.Range(0, network.Width).Select(_ => random.NextSingle())],
        }).ToList();
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, network.Width);
        _view = _ml.Data.LoadFromEnumerable(rows, schema);
        _features = tensor(rows.SelectMany(r => r.Features).ToArray(), [network.Rows, network.Width]);
        _labels = tensor(rows.Select(r => (long)r.Label - 1).ToArray());
    }

    /// <summary>Trains by the product; gives rows a second.</summary>
    public double Product()
    {
        var options = new TrainerOptions
        {
            MaxEpochs = 1,
            BatchSize = _network.Batch,
            LearningRate = Rate,
            WeightDecay = Decay,
            GradientClip = Clip,
            ValidationFraction = 0,
            Calibrate = false,
            Seed = 1,
        };
        using var model = _ml.Deep().MulticlassClassification.FromModule("Label", "Features", _ => _network.Create(), options).Fit(_view);
        return model.History.Epochs[0].Metrics["RowsPerSecond"];
    }

    /// <summary>Trains by a loop over TorchSharp's own optimizer that does the same: standardized rows, shuffled, clipped gradients, a look at each loss.</summary>
    public double ByHand()
    {
        set_num_threads(Environment.ProcessorCount);
        manual_seed(1);
        using var network = _network.Create();
        using var optimizer = optim.AdamW(network.parameters(), Rate, weight_decay: Decay);
        using var mean = _features.mean([0]);
        using var scale = _features.std(0).reciprocal();
        var watch = Stopwatch.StartNew();
        using var order = randperm(_network.Rows, ScalarType.Int64);
        for (long at = 0, hits = 0; at < _network.Rows; at += _network.Batch)
        {
            using var scope = NewDisposeScope();
            var picked = order.narrow(0, at, Math.Min(_network.Batch, _network.Rows - at));
            var (rows, labels) = (_features.index_select(0, picked), _labels.index_select(0, picked));
            optimizer.zero_grad();
            var outputs = network.call((rows - mean) * scale);
            var loss = functional.cross_entropy(outputs, labels);
            if (!float.IsFinite(loss.item<float>())) throw new InvalidOperationException("The loss is no number.");
            loss.backward();
            nn.utils.clip_grad_norm_(network.parameters(), Clip);
            optimizer.step();
            hits += outputs.argmax(1).eq(labels).sum().item<long>();
        }
        return _network.Rows / watch.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _features.Dispose();
        _labels.Dispose();
    }

    private sealed class Row
    {
        [KeyType(10)]
        public uint Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
