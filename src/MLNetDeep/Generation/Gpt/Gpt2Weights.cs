using MLNetDeep.Common;
using MLNetDeep.Generative;
using static TorchSharp.torch;

namespace MLNetDeep.Generation;

/// <summary>The published weights of a network of the GPT-2 family.</summary>
internal static class Gpt2Weights
{
    private const string Prefix = "transformer.";

    /// <summary>Puts the weights of a folder's model.safetensors into a network.</summary>
    public static void Fill(string folder, Gpt2Module network)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var file = File.OpenRead(Gpt2Config.Existing(folder, "model.safetensors"));
        var found = Safetensors.Read(file);
        foreach (var (name, tensor) in network.Published())
        {
            if (!found.TryGetValue(name, out var saved) && !found.TryGetValue(Prefix + name, out saved)) throw new InvalidDataException($"'{folder}/model.safetensors' has no '{name}'.");
            if (!saved.shape.SequenceEqual(tensor.shape))
                throw new InvalidDataException($"'{folder}/model.safetensors' has '{name}' of the shape [{string.Join(", ", saved.shape)}], but config.json makes it [{string.Join(", ", tensor.shape)}].");
            tensor.copy_(saved);
        }
    }
}
