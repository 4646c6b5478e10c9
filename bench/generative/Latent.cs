using Microsoft.ML;

namespace MLNetDeep.Bench.Generative;

/// <summary>A picture of the space of embeddings of a Vae with two numbers in each: what is decoded on a grid of them.</summary>
internal sealed class Latent(Digits digits, IReadOnlyList<KeyValuePair<string, string>> settings)
{
    private const int Side = 15;
    private const float Reach = 2.2f;

    public Dictionary<string, double> Draw(string file, int seed)
    {
        var ml = new MLContext(seed);
        var options = new VaeOptions { Seed = seed, EmbeddingSize = 2, Channels = 1, MaxEpochs = 150, Patience = 0 };
        OptionCatalog.Apply(options, settings);
        using var model = ml.Deep().Generative.Vae("Pixels", options).Fit(ml.Data.LoadFromEnumerable(digits.Train));
        float At(int i) => Reach * ((2f * i / (Side - 1)) - 1);
        float[][] embeddings = [.. Enumerable.Range(0, Side * Side).Select(i => new[] { At(i % Side), At(i / Side) })];
        model.Sampler.WriteGrid(model.Sampler.Decode(embeddings), file, Side, 4);
        double[] bounds = [.. model.History.Epochs.Select(e => e.Metrics["ValidationLowerBound"])];
        return new() { ["FirstBound"] = bounds[0], ["MiddleBound"] = bounds[bounds.Length / 2], ["BestBound"] = bounds.Max(), ["LastBound"] = bounds[^1], ["LargestFall"] = bounds.Zip(bounds.Skip(1), (a, b) => a - b).Max() };
    }
}
