using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>Which parameters weight decay pulls towards 0: matrices and kernels, no biases, norms, embeddings or tokens.</summary>
internal sealed class DecayRule(Module network)
{
    private static readonly string[] Exempt = ["embed", "token", "adapter"];

    private readonly HashSet<string> _embeddings = [.. network.named_modules()
        .Where(m => m.module is TorchSharp.Modules.Embedding or TorchSharp.Modules.EmbeddingBag)
        .SelectMany(m => m.module.named_parameters().Select(p => $"{m.name}.{p.name}"))];

    public bool Decays(string name, Tensor parameter) => !IsVector(parameter) && !_embeddings.Contains(name) && !IsNamed(name);

    // One number for each channel, or one token, is a vector though it is kept in the shape that it is used in.
    private static bool IsVector(Tensor parameter) =>
        parameter.shape.Length <= 1 || (parameter.shape.Length == 3 && parameter.shape.Count(size => size > 1) <= 1);

    // Positions, class tokens, and what tells the members of an ensemble apart are parameters of their own, in no module that would tell.
    private static bool IsNamed(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return last == "bias" || Exempt.Any(word => last.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
