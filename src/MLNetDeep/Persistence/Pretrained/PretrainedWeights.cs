using MLNetDeep.Architectures;
using MLNetDeep.Common;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Persistence.Pretrained;

/// <summary>Puts published weights, from a safetensors file, into a network.</summary>
internal static class PretrainedWeights
{
    // How many batches a normalisation has seen matters to nobody, and some files do not say.
    private const string Counter = "num_batches_tracked";

    /// <summary>Loads what the file holds; gives in one sentence what was loaded and what was not.</summary>
    /// <param name="network">The architecture's network, without the input stage.</param>
    /// <param name="kind">What is known of the architecture.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is of another network.</exception>
    public static string Load(Module network, IPretrainable kind, string path)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var theirs = Read(path);
        var wanted = network.state_dict();
        var map = Choose(kind.Published(network), theirs.Keys, wanted);
        var weights = theirs.ToDictionary(pair => map.ToOurs(pair.Key), pair => InSinglePrecision(pair.Value));
        var isNewHead = DropHead(weights, kind.Head, wanted);
        kind.Adapt(network, map.Publisher, weights);
        foreach (var (name, weight) in weights.ToList())
            if (wanted.TryGetValue(name, out var own)) weights[name] = Fit(weight, own);
        Check(path, weights, wanted, isNewHead ? kind.Head : null);
        foreach (var (name, weight) in weights) wanted[name].copy_(weight);
        return $"Weights with {map.Publisher}'s names were loaded from '{path}'"
            + (isNewHead ? "; the last layer starts anew, as the file has none for so many classes." : ".");
    }

    private static Dictionary<string, Tensor> Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}', which {nameof(IFineTuned.PretrainedWeights)} names.", path);
        using var stream = File.OpenRead(path);
        try
        {
            return Safetensors.Read(stream);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}' cannot be read. {e.Message}", e);
        }
    }

    private static NameMap Choose(IReadOnlyList<NameMap> maps, IEnumerable<string> names, IReadOnlyDictionary<string, Tensor> wanted) =>
        maps.MaxBy(map => names.Count(name => wanted.ContainsKey(map.ToOurs(name))))!;

    private static Tensor InSinglePrecision(Tensor tensor) => tensor.is_floating_point() ? tensor.to(ScalarType.Float32) : tensor;

    /// <summary>Leaves the last layer out where it is missing or made for another number of classes.</summary>
    private static bool DropHead(Dictionary<string, Tensor> weights, string head, IReadOnlyDictionary<string, Tensor> wanted)
    {
        var name = $"{head}.weight";
        var fits = weights.TryGetValue(name, out var theirs) && wanted[name].shape[0] == theirs.shape[0];
        if (fits) return false;
        weights.Remove(name);
        weights.Remove($"{head}.bias");
        return true;
    }

    private static Tensor Fit(Tensor weight, Tensor own)
    {
        if (weight.shape.SequenceEqual(own.shape)) return weight;
        // A kernel for colours on grey pictures: red, green and blue would all see the same.
        if (weight.shape.Length == 4 && weight.shape[1] == 3 && own.shape.Length == 4 && own.shape[1] == 1
            && weight.shape[0] == own.shape[0] && weight.shape[2..].SequenceEqual(own.shape[2..])) return weight.sum(1, keepdim: true);
        var isSame = weight.shape.Where(size => size > 1).SequenceEqual(own.shape.Where(size => size > 1));
        return isSame ? weight.reshape(own.shape) : weight;
    }

    private static void Check(string path, Dictionary<string, Tensor> weights, IReadOnlyDictionary<string, Tensor> wanted, string? newHead)
    {
        string[] faults =
        [
            .. weights.Keys.Where(name => !wanted.ContainsKey(name)).Select(name => $"the network has no '{name}'"),
            .. wanted.Keys.Where(name => !weights.ContainsKey(name) && !IsOptional(name, newHead)).Select(name => $"'{name}' is missing"),
            .. weights.Where(pair => wanted.TryGetValue(pair.Key, out var own) && !own.shape.SequenceEqual(pair.Value.shape))
                .Select(pair => $"'{pair.Key}' is [{string.Join(", ", pair.Value.shape)}], the network's is [{string.Join(", ", wanted[pair.Key].shape)}]"),
        ];
        if (faults.Length == 0) return;
        throw new InvalidDataException($"The weights in '{path}' are of another network than these options make: "
            + string.Join("; ", faults.Take(5)) + (faults.Length > 5 ? $"; and {faults.Length - 5} more." : "."));
    }

    private static bool IsOptional(string name, string? newHead) =>
        name.EndsWith(Counter, StringComparison.Ordinal) || (newHead is not null && name.StartsWith($"{newHead}.", StringComparison.Ordinal));
}
