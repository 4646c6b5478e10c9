using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;
using MLNetDeep.Architectures;
using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Persistence;

/// <summary>The entries beside an ML.NET model, from which its networks come back as networks.</summary>
internal static class ModelFile
{
    private const string Folder = NetworkEntries.Folder, NetworksEntry = NetworkEntries.Description;

    /// <summary>Whether a network can be written and made again. The embeddings of one of several inputs, of graphs, and of published models are saved with ml.Model.Save alone.</summary>
    public static bool Holds(DeepModel model) => model.Task is not EmbeddingTask || (model.Network.Body is EmbeddingModule && !model.Architecture.NeedsFile && model.Architecture.InputKind.Key == model.Features.Kind.Key);

    public static void Write(ZipArchive archive, IReadOnlyList<(int[] Position, DeepTransformer Network)> networks)
    {
        var saved = new List<SavedNetwork>();
        foreach (var (position, network) in networks)
        {
            using var use = network.Lifetime.Enter();
            string weights = $"{Folder}weights{(saved.Count == 0 ? "" : $"-{saved.Count}")}.safetensors";
            saved.Add(SavedNetwork.Of(network.Model, position, weights));
            using var stream = archive.CreateEntry(weights).Open();
            Safetensors.Write(stream, network.Model.Network.state_dict());
        }
        using var json = archive.CreateEntry(NetworksEntry).Open();
        JsonSerializer.Serialize(json, saved, SavedJson.Settings);
    }

    /// <summary>Whether there are networks in it.</summary>
    public static bool IsIn(ZipArchive archive) => archive.GetEntry(NetworksEntry) is not null;

    public static IReadOnlyList<(int[] Position, DeepTransformer Network)> Read(
        ZipArchive archive, MLContext ml, Func<ModuleContext, Module>? module, Device device, ScoringEngine? engine)
    {
        var entry = archive.GetEntry(NetworksEntry) ?? throw new InvalidDataException(
            "it holds no network that was saved by ml.Deep().Model.Save; load it with ml.Model.Load");
        using var json = entry.Open();
        var networks = JsonSerializer.Deserialize<SavedNetwork[]>(json, SavedJson.Settings)
            ?? throw new InvalidDataException($"its entry {NetworksEntry} is empty");
        return [.. networks.Select(saved => (saved.Position, new DeepTransformer(ml, Build(archive, saved, module, device, engine))))];
    }

    /// <summary>The network of a file that holds one, as a trained model to take weights from.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds no such network.</exception>
    public static DeepModel ReadOne(string path, string option)
    {
        var saved = NetworkEntries.Read(path, option).Deserialize<SavedNetwork>(SavedJson.Settings)!;
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return Build(archive, saved, null, CPU, null);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw NetworkEntries.Damaged(path, option, e);
        }
    }

    private static DeepModel Build(
        ZipArchive archive, SavedNetwork saved, Func<ModuleContext, Module>? module, Device device, ScoringEngine? engine)
    {
        var architecture = FindArchitecture(saved, module);
        var (features, labels) = (saved.ToFeatures(), saved.Labels.ToLabels());
        var options = (TrainerOptions)saved.Options.Deserialize(architecture.OptionsType, SavedJson.Settings)!;
        options.ScoringEngine = engine ?? options.ScoringEngine;
        DeepTask task = saved.Embedding is { } embedding
            ? new EmbeddingTask(embedding.Column, new OutputShape(embedding.Outputs) { Kind = embedding.OutputKind }) { IsNormalized = embedding.IsNormalized }
            : TaskTable.Get(saved.Task, options);
        // The weights that a network starts with are random, and of no interest here.
        using var session = new TorchSession(0, options.Threads);
        var network = new NetworkFactory(architecture, options, features, task, labels).CreateEmpty(device, empty =>
        {
            var entry = archive.GetEntry(saved.Weights) ?? throw new InvalidDataException($"its entry {saved.Weights} is missing");
            using var stream = entry.Open();
            LoadWeights(empty, stream);
        });
        return new DeepModel
        {
            Network = network,
            Task = task,
            Architecture = architecture,
            Options = options,
            Features = features,
            LabelColumnName = saved.LabelColumn,
            Labels = labels,
            History = saved.History,
        };
    }

    private static Architecture FindArchitecture(SavedNetwork saved, Func<ModuleContext, Module>? module)
    {
        if (saved.Architecture != ModuleArchitecture.ModuleKey)
            return ArchitectureRegistry.Get(saved.Architecture);
        return module is null
            ? throw new InvalidOperationException(
                "The network is a module of your own: give Load the factory that made it, as FromModule was given it.")
            : new ModuleArchitecture(module, saved.FindKind());
    }

    /// <summary>Fills a network with the weights that were saved of it.</summary>
    /// <exception cref="InvalidDataException">They do not fit.</exception>
    public static void LoadWeights(Module network, Stream stream)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var weights = Safetensors.Read(stream);
        TrainedSizes.Take(network, weights);
        var wanted = network.state_dict();
        string[] faults =
        [
            .. wanted.Keys.Where(name => !weights.ContainsKey(name)).Select(name => $"'{name}' is missing"),
            .. weights.Keys.Where(name => !wanted.ContainsKey(name)).Select(name => $"the network has no '{name}'"),
            .. wanted.Where(pair => weights.TryGetValue(pair.Key, out var other) && !pair.Value.shape.SequenceEqual(other.shape))
                .Select(pair => $"'{pair.Key}' has another shape"),
        ];
        if (faults.Length > 0)
            throw new InvalidDataException($"its weights do not fit the network: {string.Join("; ", faults)}");
        foreach (var (name, tensor) in wanted)
            tensor.copy_(weights[name]);
    }
}
