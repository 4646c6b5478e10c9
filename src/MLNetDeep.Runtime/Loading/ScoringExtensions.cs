using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>Loads saved models to score many rows with, without TorchSharp.</summary>
public static class ScoringExtensions
{
    private const string Writer = "MLNetDeep", GraphEntry = "OnnxModel";

    /// <summary>
    /// Loads a model as <c>ml.Model.Load</c> does, with the same columns and scores, but its networks score in batches, several at once: rows are read
    /// ahead on the thread that asks for them, and computed on threads of the pool. On the CPU, by ONNX Runtime. A PredictionEngine works with
    /// it as with any other model. A model without a network of MLNetDeep is given back as it was loaded.
    /// </summary>
    /// <param name="models">The catalog: <c>ml.Model</c>.</param>
    /// <param name="filePath">A file that <c>ml.Model.Save</c> or <c>ml.Deep().Model.Save</c> wrote.</param>
    /// <param name="inputSchema">The schema of the model's input, if it was saved with one.</param>
    /// <param name="threads">How many batches are computed at once; 0 for one on each core.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 0.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ITransformer LoadForScoring(this ModelOperationsCatalog models, string filePath, out DataViewSchema inputSchema, int threads = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var stream = File.OpenRead(filePath);
        return LoadForScoring(models, stream, out inputSchema, threads);
    }

    /// <summary>Loads a model from a stream to score many rows with; see the other overload.</summary>
    /// <param name="models">The catalog: <c>ml.Model</c>.</param>
    /// <param name="stream">A model; it must be seekable.</param>
    /// <param name="inputSchema">The schema of the model's input, if it was saved with one.</param>
    /// <param name="threads">How many batches are computed at once; 0 for one on each core.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 0.</exception>
    public static ITransformer LoadForScoring(this ModelOperationsCatalog models, Stream stream, out DataViewSchema inputSchema, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return InBatches(models, Load(models, stream, out inputSchema), threads);
    }

    /// <summary>The same model with networks that score in batches; the one given is gone.</summary>
    internal static ITransformer InBatches(ModelOperationsCatalog models, ITransformer model, int threads)
    {
        try
        {
            foreach (var (position, step) in ModelTree.Find<OnnxTransformer>(model).ToList())
                if (OpenNetwork(models, step, threads) is { } network) model = ModelTree.Replace(model, position, _ => new BatchedOnnx(step, network));
            return model;
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
    }

    private static ITransformer Load(ModelOperationsCatalog models, Stream stream, out DataViewSchema inputSchema)
    {
        var start = stream.Position;
        try
        {
            (ITransformer model, inputSchema) = RandomFileName.Open(() =>
            {
                stream.Position = start;
                return (models.Load(stream, out var schema), schema);
            });
            return model;
        }
        catch (Exception e) when (GpuSupport.IsMissing(e))
        {
            // The context asks for a GPU that ONNX Runtime here has no code for, and this model is to score on the CPU.
            stream.Position = start;
            return new MLContext().Model.Load(stream, out inputSchema);
        }
    }

    /// <summary>The network behind a step, if MLNetDeep wrote it: of others it is not known whether rows may share a batch.</summary>
    private static OnnxNetwork? OpenNetwork(ModelOperationsCatalog models, OnnxTransformer step, int threads)
    {
        using var bytes = new MemoryStream();
        // The step keeps its graph to itself, but saves it.
        models.Save(step, null, bytes);
        using var archive = new ZipArchive(bytes, ZipArchiveMode.Read);
        if (archive.Entries.FirstOrDefault(e => e.Name == GraphEntry) is not { } entry) return null;
        using var reader = new BinaryReader(entry.Open());
        var graph = reader.ReadBytes(reader.ReadInt32());
        OnnxNetwork network;
        try
        {
            network = new OnnxNetwork(graph, threads);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        if (network.Producer == Writer && network.Ports[0].Name == SavedColumns.Features) return network;
        network.Dispose();
        return null;
    }
}
