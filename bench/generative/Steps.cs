using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace MLNetDeep.Bench.Generative;

/// <summary>Training steps a second of a diffusion model beside those of a loop and a U-Net written by hand, in turn in one process.</summary>
internal static class Steps
{
    private const int Side = 16, Width = 32, Batch = 32, Count = 40, Rounds = 5;

    public static Dictionary<string, double> Measure(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, Batch * Count).Select(_ => new Picture { Pixels = [.. Enumerable.Range(0, Side * Side).Select(_ => random.NextSingle())] }).ToList();
        _ = (ByProduct(rows), ByHand(rows));
        var (ours, theirs) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            // Who goes first changes, so that neither gains from what the other leaves behind.
            if (round % 2 == 0) ours[round] = ByProduct(rows);
            theirs[round] = ByHand(rows);
            if (round % 2 == 1) ours[round] = ByProduct(rows);
        }
        return new() { ["StepsPerSecond"] = Median(ours), ["ByHand"] = Median(theirs), ["Ratio"] = Median([.. ours.Zip(theirs, (a, b) => a / b)]) };
    }

    private static double ByProduct(List<Picture> rows)
    {
        var ml = new MLContext(1);
        using var model = ml.Deep().Generative.Diffusion("Pixels", new DiffusionOptions { Width = Width, BatchSize = Batch, MaxEpochs = 1, ValidationFraction = 0, Seed = 1 }).Fit(ml.Data.LoadFromEnumerable(rows));
        return model.History.Epochs[0].Metrics["RowsPerSecond"] / Batch;
    }

    // Shuffled batches, clipped gradients, a look at each loss, averaged weights: what the product does.
    private static double ByHand(List<Picture> rows)
    {
        set_num_threads(Environment.ProcessorCount);
        manual_seed(1);
        using var network = new HandUNet(1, Width);
        using var optimizer = optim.AdamW(network.parameters(), 1e-3, weight_decay: 0.01);
        var average = network.parameters().Select(p => p.detach().clone()).ToList();
        var (all, watch) = (tensor(rows.SelectMany(r => r.Pixels).ToArray(), [rows.Count, 1, Side, Side]), Stopwatch.StartNew());
        using var order = randperm(rows.Count);
        for (var step = 0; step < Count; step++)
        {
            using var scope = NewDisposeScope();
            var values = (all.index_select(0, order.narrow(0, step * Batch, Batch)) - 0.5) * 3.4;
            var (noise, times) = (randn_like(values), randn(Batch).sigmoid());
            var t = times.reshape(-1, 1, 1, 1);
            optimizer.zero_grad();
            var loss = (network.call((values * (1 - t)) + (noise * t), times) - (noise - values)).pow(2).mean();
            if (!float.IsFinite(loss.item<float>())) throw new InvalidOperationException("The loss is no number.");
            loss.backward();
            nn.utils.clip_grad_norm_(network.parameters(), 1);
            optimizer.step();
            using var still = no_grad();
            foreach (var (mean, weight) in average.Zip(network.parameters())) mean.lerp_(weight, 0.001);
        }
        var seconds = watch.Elapsed.TotalSeconds;
        average.ForEach(mean => mean.Dispose());
        all.Dispose();
        return Count / seconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private sealed class Picture
    {
        [VectorType(Side * Side)]
        public float[] Pixels { get; set; } = [];
    }
}
