using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Forecasting;
using MLNetDeep.Persistence;
using MLNetDeep.Runtime;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep;

public sealed partial class DeepModelCatalog
{
    /// <summary>
    /// Saves a model as <c>ml.Model.Save</c> does, so that an application without this library can load it, and the weights
    /// and options of its networks with it. The file is there whole or not at all.
    /// </summary>
    /// <param name="model">A model with at least one network in it.</param>
    /// <param name="inputSchema">The schema of the model's input; may be null.</param>
    /// <param name="filePath">The file, which is replaced if it is there.</param>
    /// <exception cref="Onnx.OnnxExportException">A network cannot be exported to ONNX; the message names the layer.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(ITransformer model, DataViewSchema? inputSchema, string filePath)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        var networks = ModelTree.Find<DeepTransformer>(model).Where(found => ModelFile.Holds(found.Item2.Model)).ToList();
        var forecasters = ModelTree.Find<ForecastTransformer>(model).ToList();
        if (networks.Count + forecasters.Count == 0)
            throw new ArgumentException("The model has no network in it that could be trained further: save it with ml.Model.Save.", nameof(model));
        AtomicFile.Write(filePath, path =>
        {
            Context.Model.Save(model, inputSchema, path);
            using var archive = ZipFile.Open(path, ZipArchiveMode.Update);
            if (networks.Count > 0) ModelFile.Write(archive, networks);
            if (forecasters.Count > 0) ForecastFile.Write(archive, forecasters);
        });
    }

    /// <summary>Loads a model that <see cref="Save"/> saved, with its networks as networks: on the GPU, or to train further.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="inputSchema">The schema it was saved with.</param>
    /// <param name="module">For a network made by <c>FromModule</c>: the factory that made its module.</param>
    /// <param name="device">Where to compute: "auto", "cpu", "cuda" or "cuda:1".</param>
    /// <param name="scoringEngine">What computes the scores; what the options of training say when null.</param>
    /// <returns>The chain that was saved.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or no such model.</exception>
    public TransformerChain<ITransformer> Load(string filePath, out DataViewSchema inputSchema,
        Func<ModuleContext, Module<Tensor, Tensor>>? module = null, string device = "auto", ScoringEngine? scoringEngine = null) =>
        Load(filePath, out inputSchema, (Func<ModuleContext, Module>?)module, device, scoringEngine);

    /// <summary>Loads a model with a network made by <c>FromModule</c> over several inputs; see the other overload.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="inputSchema">The schema it was saved with.</param>
    /// <param name="module">The factory that made its module.</param>
    /// <param name="device">Where to compute: "auto", "cpu", "cuda" or "cuda:1".</param>
    /// <param name="scoringEngine">What computes the scores; what the options of training say when null.</param>
    /// <returns>The chain that was saved.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or no such model.</exception>
    public TransformerChain<ITransformer> Load(string filePath, out DataViewSchema inputSchema,
        Func<ModuleContext, Module<CombinedBatch, Tensor>> module, string device = "auto", ScoringEngine? scoringEngine = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Load(filePath, out inputSchema, (Func<ModuleContext, Module>)module, device, scoringEngine);
    }

    /// <summary>Loads a model with a network made by <c>FromModule</c> over graphs; see the first overload.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="inputSchema">The schema it was saved with.</param>
    /// <param name="module">The factory that made its module.</param>
    /// <param name="device">Where to compute: "auto", "cpu", "cuda" or "cuda:1".</param>
    /// <param name="scoringEngine">What computes the scores; what the options of training say when null.</param>
    /// <returns>The chain that was saved.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or no such model.</exception>
    public TransformerChain<ITransformer> Load(string filePath, out DataViewSchema inputSchema,
        Func<ModuleContext, Module<GraphBatch, Tensor>> module, string device = "auto", ScoringEngine? scoringEngine = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Load(filePath, out inputSchema, (Func<ModuleContext, Module>)module, device, scoringEngine);
    }

    private TransformerChain<ITransformer> Load(string filePath, out DataViewSchema inputSchema, Func<ModuleContext, Module>? module, string device, ScoringEngine? scoringEngine)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        var place = DeviceChoice.Find(device);
        try
        {
            using var archive = ZipFile.OpenRead(filePath);
            var forecasters = ForecastFile.Read(archive, Context);
            var networks = forecasters.Count > 0 && !ModelFile.IsIn(archive) ? [] : ModelFile.Read(archive, Context, module, place, scoringEngine);
            var model = LoadChain(filePath, out inputSchema);
            foreach (var (position, network) in networks.Select(found => (found.Position, (ITransformer)found.Network)).Concat(forecasters.Select(found => (found.Position, (ITransformer)found.Forecaster))))
            {
                model = ModelTree.Replace(model, position, steps =>
                {
                    (steps as IDisposable)?.Dispose();
                    return network;
                });
            }
            return model as TransformerChain<ITransformer> ?? new TransformerChain<ITransformer>(model);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or JsonException or EndOfStreamException)
        {
            throw new InvalidDataException($"The model '{filePath}' cannot be loaded, it may be damaged: {e.Message}", e);
        }
    }

    private ITransformer LoadChain(string filePath, out DataViewSchema inputSchema)
    {
        try
        {
            (ITransformer model, inputSchema) = RandomFileName.Open(() => (Context.Model.Load(filePath, out var schema), schema));
            return model;
        }
        catch (Exception e) when (Context.GpuDeviceId is not null && GpuSupport.IsMissing(e))
        {
            // ML.NET falls back by itself only from a GPU that ONNX Runtime has code for.
            if (Context.FallbackToCpu) return new MLContext().Model.Load(filePath, out inputSchema);
            throw new InvalidOperationException($"The context's GpuDeviceId is {Context.GpuDeviceId}, but ONNX Runtime here has no code for GPUs: reference "
                + "Microsoft.ML.OnnxRuntime.Gpu in place of Microsoft.ML.OnnxRuntime, set FallbackToCpu, or leave GpuDeviceId null.", e);
        }
    }
}
