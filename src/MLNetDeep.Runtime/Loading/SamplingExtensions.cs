using System.IO.Compression;
using Microsoft.ML;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>Loads saved generative models to make new rows with, without TorchSharp.</summary>
public static class SamplingExtensions
{
    private const string GraphEntry = "OnnxModel";

    /// <summary>Loads what makes new rows from a model with a generative model in it. <c>ml.Model.Load</c> loads the same file as a transformer.</summary>
    /// <param name="models">The catalog: <c>ml.Model</c>.</param>
    /// <param name="filePath">A file that <c>ml.Model.Save</c> wrote.</param>
    /// <param name="threads">Threads that it uses; 0 for one on each core.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 0.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or has no generative model in it.</exception>
    public static Sampler LoadSampler(this ModelOperationsCatalog models, string filePath, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        using var archive = ZipFile.OpenRead(filePath);
        foreach (var entry in archive.Entries.Where(entry => entry.Name == GraphEntry))
        {
            using var reader = new BinaryReader(entry.Open());
            if (Open(reader.ReadBytes(reader.ReadInt32()), threads) is { } sampler) return sampler;
        }
        throw new InvalidDataException($"'{filePath}' has no generative model in it that rows could be sampled from.");
    }

    /// <summary>A sampler, if a graph is that of one.</summary>
    internal static Sampler? Open(byte[] graph, int threads)
    {
        OnnxNetwork network;
        try
        {
            network = new OnnxNetwork(graph, threads);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        if (network.Metadata.ContainsKey(SamplerSettings.Key)) return new Sampler(network);
        network.Dispose();
        return null;
    }
}
