using System.Diagnostics;
using Microsoft.ML;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Bench.Gpt;

/// <summary>Training steps a second of the product beside those of a loop and a network written by hand, in turn in one process.</summary>
internal static class Steps
{
    private const int Count = 100, Length = 64, Batch = 12, Letters = 26, Rounds = 5;

    public static void Measure(Results results)
    {
        var random = new Random(1);
        var text = new string([.. Enumerable.Range(0, 200_000).Select(_ => (char)('a' + random.Next(Letters)))]);
        _ = (ByProduct(text), ByHand(text));
        var (ours, theirs) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            // Who goes first changes, so that neither gains from what the other leaves behind.
            if (round % 2 == 0) ours[round] = ByProduct(text);
            theirs[round] = ByHand(text);
            if (round % 2 == 1) ours[round] = ByProduct(text);
        }
        results.Add("step", new { StepsPerSecond = Median(ours), ByHandStepsPerSecond = Median(theirs), Ratio = Median([.. ours.Zip(theirs, (a, b) => a / b)]) });
    }

    private static double ByProduct(string text)
    {
        var ml = new MLContext(1);
        var options = new GptOptions { Depth = 4, Width = 128, ContextLength = Length, BatchSize = Batch, MaxEpochs = 1, StepsPerEpoch = Count, ValidationFraction = 0, Optimizer = OptimizerKind.AdamW, Seed = 1 };
        using var model = ml.Deep().Generative.Gpt("Text", options).Fit(ml.Data.LoadFromEnumerable([new TextRow { Text = text }]));
        return model.History.Epochs[0].Metrics["RowsPerSecond"] / Batch;
    }

    // Random windows, clipped gradients, a look at each loss, right tokens counted: what the product does.
    private static double ByHand(string text)
    {
        set_num_threads(Environment.ProcessorCount);
        manual_seed(1);
        long[] tokens = [.. text.Select(letter => (long)(letter - 'a' + 2))];
        using var network = new HandGpt(Letters + 2, 4, 128, 4, Length);
        using var optimizer = optim.AdamW(network.parameters(), 1e-3, beta2: 0.99, weight_decay: 0.01);
        var (random, right, watch) = (new Random(1), 0.0, Stopwatch.StartNew());
        for (var step = 0; step < Count; step++)
        {
            using var scope = NewDisposeScope();
            var windows = new long[Batch * (Length + 1)];
            for (var row = 0; row < Batch; row++) Array.Copy(tokens, random.Next(tokens.Length - Length), windows, row * (Length + 1), Length + 1);
            var rows = tensor(windows, [Batch, Length + 1]);
            var (seen, wanted) = (rows.narrow(1, 0, Length), rows.narrow(1, 1, Length).flatten());
            optimizer.zero_grad();
            var logits = network.call(seen).flatten(0, 1);
            var loss = functional.cross_entropy(logits, wanted);
            if (!float.IsFinite(loss.item<float>())) throw new InvalidOperationException("The loss is no number.");
            loss.backward();
            nn.utils.clip_grad_norm_(network.parameters(), 1);
            optimizer.step();
            right += logits.argmax(1).eq(wanted).sum().item<long>();
        }
        return Count / watch.Elapsed.TotalSeconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
