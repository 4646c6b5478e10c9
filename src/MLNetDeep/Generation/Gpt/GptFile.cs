using System.IO.Compression;
using System.Text.Json;
using MLNetDeep.Common;
using MLNetDeep.Generative;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Generation;

/// <summary>The entries beside an ML.NET model, from which a language model comes back as a network.</summary>
internal static class GptFile
{
    private const string Weights = LanguageFile.Folder + "weights.safetensors", Saved = LanguageFile.Folder + "training.json";

    public static void Write(ZipArchive archive, GptModel model)
    {
        var network = model.Network;
        new LanguageFile(network.ContextLength, network.Layers, network.Heads, network.HeadWidth).Write(archive, model.Tokenizer, GptExport.Step(network));
        LanguageFile.Write(archive, Saved, JsonSerializer.SerializeToUtf8Bytes(new Training(model.Column, model.Options, model.History, model.Published), SavedJson.Settings));
        using var stream = archive.CreateEntry(Weights).Open();
        Safetensors.Write(stream, network.state_dict());
    }

    public static GptModel Read(ZipArchive archive, Device device)
    {
        var (_, tokenizer, _) = LanguageFile.Read(archive) ?? throw new InvalidDataException("it holds no language model; one is saved by GptTransformer.Save");
        var (saved, weights) = (LanguageFile.Read(archive, Saved), LanguageFile.Read(archive, Weights));
        if (saved is null || weights is null) throw new InvalidDataException($"its entry {(saved is null ? Saved : Weights)} is missing");
        var training = JsonSerializer.Deserialize<Training>(saved, SavedJson.Settings)!;
        var network = training.Published is { } config
            ? GptNetworks.Create(config, training.Options, device, network => Fill(network, weights))
            : GptNetworks.Create(training.Options, tokenizer.Count, device, network => Fill(network, weights));
        return new GptModel(network, training.Options, training.Column, tokenizer, training.History) { Published = training.Published };
    }

    private static void Fill(LanguageModule network, byte[] weights)
    {
        using var still = no_grad();
        var found = Safetensors.Read(new MemoryStream(weights));
        foreach (var (name, tensor) in network.state_dict())
        {
            if (!found.TryGetValue(name, out var saved) || !saved.shape.SequenceEqual(tensor.shape)) throw new InvalidDataException($"its weights do not fit the network: '{name}' is missing or has another shape");
            tensor.copy_(saved);
        }
    }

    private sealed record Training(string Column, GptOptions Options, TrainingHistory History, Gpt2Config? Published);
}
