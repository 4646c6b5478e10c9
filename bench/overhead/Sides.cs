using System.Diagnostics;
using Microsoft.ML;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Bench;

/// <summary>A network, and both ways to train it for one epoch and to score with it.</summary>
internal sealed class Sides : IDisposable
{
    // The first makes what later ones use again: memory, the optimizer's state, plans of convolutions.
    private const int Epochs = 2;
    private const int ScoreBatch = 256;
    private readonly MLContext _ml = new(1);
    private readonly Network _network;
    private readonly IDataView _view;
    private readonly DeepTransformer _trained;
    private readonly Dictionary<ScoringEngine, DeepTransformer> _scorers = [];
    private readonly Tensor _features, _labels;

    public Sides(Network network)
    {
        _network = network;
        _view = network.Random(_ml, network.Rows);
        _trained = Train(ScoringEngine.Auto);
        foreach (var engine in new[] { ScoringEngine.Torch, ScoringEngine.Onnx }) _scorers[engine] = Train(engine);
        var rows = _trained.ReadRows(_view).SelectMany(row => row).ToArray();
        _features = tensor(rows, [network.Rows, rows.Length / network.Rows]);
        _labels = tensor(Enumerable.Range(0, network.Rows).Select(i => (long)(i % Network.Classes)).ToArray());
    }

    /// <summary>Rows a second that the product trains on in its last epoch; the loop by hand is in single precision in any case.</summary>
    public double TrainByProduct(Precision precision)
    {
        using var model = Train(ScoringEngine.Auto, precision);
        return model.History.Epochs[Epochs - 1].Metrics["RowsPerSecond"];
    }

    /// <summary>
    /// Rows a second of a loop over TorchSharp's own optimizer that does the same with the same network: shuffled batches, clipped gradients, a look at each loss,
    /// hits counted.
    /// </summary>
    public double TrainByHand()
    {
        var options = _trained.Options;
        set_num_threads(Environment.ProcessorCount);
        manual_seed(1);
        var network = _trained.Module;
        network.train();
        using var optimizer = optim.AdamW(network.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
        var seconds = 0.0;
        for (var epoch = 0; epoch < Epochs; epoch++) seconds = Pass(network, optimizer, options);
        return _network.Rows / seconds;
    }

    /// <summary>Rows a second that the product scores.</summary>
    public double ScoreByProduct(ScoringEngine engine) => Scores.Speed(_scorers[engine], _view);

    /// <summary>Rows a second of libtorch alone, in batches out of a tensor that holds them all.</summary>
    public double ScoreByHand()
    {
        set_num_threads(Environment.ProcessorCount);
        _trained.Module.eval();
        using var still = inference_mode();
        var watch = Stopwatch.StartNew();
        for (long at = 0; at < _network.Rows; at += ScoreBatch)
        {
            using var scope = NewDisposeScope();
            _ = _trained.Module.call(_features.narrow(0, at, Math.Min(ScoreBatch, _network.Rows - at))).softmax(1).data<float>().ToArray();
        }
        return _network.Rows / watch.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _features.Dispose();
        _labels.Dispose();
        _trained.Dispose();
        foreach (var scorer in _scorers.Values) scorer.Dispose();
    }

    private double Pass(Module<Tensor, Tensor> network, optim.Optimizer optimizer, TrainerOptions options)
    {
        var watch = Stopwatch.StartNew();
        using var order = randperm(_network.Rows, ScalarType.Int64);
        long hits = 0;
        for (long at = 0; at < _network.Rows; at += options.BatchSize)
        {
            using var scope = NewDisposeScope();
            var picked = order.narrow(0, at, Math.Min(options.BatchSize, _network.Rows - at));
            var (rows, labels) = (_features.index_select(0, picked), _labels.index_select(0, picked));
            optimizer.zero_grad();
            var outputs = network.call(rows);
            var loss = functional.cross_entropy(outputs, labels);
            if (!float.IsFinite(loss.item<float>())) throw new InvalidOperationException("The loss is no number.");
            loss.backward();
            nn.utils.clip_grad_norm_(network.parameters(), options.GradientClip);
            optimizer.step();
            hits += outputs.argmax(1).eq(labels).sum().item<long>();
        }
        return watch.Elapsed.TotalSeconds;
    }

    private DeepTransformer Train(ScoringEngine engine, Precision precision = Precision.Single)
    {
        var options = _network.Options();
        options.Precision = precision;
        (options.MaxEpochs, options.ValidationFraction, options.Calibrate, options.Seed, options.ScoringEngine) = (Epochs, 0, false, 1, engine);
        return _network.Trainer(_ml.Deep().MulticlassClassification, options).Fit(_view);
    }
}
