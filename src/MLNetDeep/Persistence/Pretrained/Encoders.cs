using System.IO.Compression;
using System.Text;
using MLNetDeep.Common;
using MLNetDeep.Inputs;
using MLNetDeep.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Persistence.Pretrained;

/// <summary>Saves the weights of networks that were trained without labels, and puts them into others.</summary>
internal static class Encoders
{
    /// <summary>Writes a file; it is there whole or not at all.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="architecture">The network's architecture.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="weights">The weights by their names.</param>
    public static void Write(string path, string architecture, byte[] tokenizer, IReadOnlyDictionary<string, Tensor> weights) => AtomicFile.Write(path, temporary =>
    {
        using var archive = ZipFile.Open(temporary, ZipArchiveMode.Create);
        void Add(string name, Action<Stream> write)
        {
            using var stream = archive.CreateEntry(name).Open();
            write(stream);
        }
        Add(EncoderFile.Architecture, stream => stream.Write(Encoding.UTF8.GetBytes(architecture)));
        Add(EncoderFile.Tokenizer, stream => stream.Write(tokenizer));
        Add(EncoderFile.Weights, stream => Safetensors.Write(stream, weights));
    }, "pretrained encoder");

    /// <summary>Puts what other networks learnt of their inputs into the front of one that starts from them, before it is shown any row.</summary>
    public static void LoadInputs(DeepNetwork network, InputSpec input)
    {
        foreach (var (consumer, path) in Starting(network, input))
            if (NetworkEntries.AreIn(path, PretrainedInput.Option)) TrainedEncoders.LoadInput((Module)consumer.Input, path);
    }

    /// <summary>Puts weights into the networks of all inputs that start from some; gives for each in one sentence what was loaded.</summary>
    /// <exception cref="InvalidDataException">A file is of another network.</exception>
    /// <exception cref="ArgumentException">A file is of a network with other options.</exception>
    public static IEnumerable<string> Load(DeepNetwork network, InputSpec input)
    {
        foreach (var (consumer, path) in Starting(network, input).DistinctBy(pair => pair.Consumer.Module))
            yield return NetworkEntries.AreIn(path, PretrainedInput.Option) ? TrainedEncoders.Load(consumer, path) : Load(consumer.Module, path);
    }

    private static IEnumerable<(TensorConsumer Consumer, string Path)> Starting(DeepNetwork network, InputSpec input)
    {
        var paths = input.Inputs.Select(one => one.StartsFrom).ToList();
        return paths.All(path => path is null) ? [] : network.Input.Consumers(network.Body).Zip(paths).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!));
    }

    private static string Load(Module module, string path)
    {
        const string Option = nameof(TextTrainerOptions.PretrainedEncoder);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var stream = new MemoryStream(EncoderFile.Read(path, EncoderFile.Weights, Option));
        var weights = Safetensors.Read(stream);
        var own = module.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        string[] faults =
        [
            .. weights.Keys.Where(name => !own.ContainsKey(name)).Select(name => $"the network has no '{name}'"),
            .. weights.Where(pair => own.TryGetValue(pair.Key, out var parameter) && !parameter.shape.SequenceEqual(pair.Value.shape))
                .Select(pair => $"'{pair.Key}' is [{string.Join(", ", pair.Value.shape)}], the network's is [{string.Join(", ", own[pair.Key].shape)}]"),
        ];
        if (faults.Length > 0)
            throw new InvalidDataException($"The weights in '{path}', which {Option} names, are of a network '{Encoding.UTF8.GetString(EncoderFile.Read(path, EncoderFile.Architecture, Option))}' with other options than these: "
                + $"{string.Join("; ", faults.Take(5))}{(faults.Length > 5 ? $"; and {faults.Length - 5} more" : "")}.");
        foreach (var (name, weight) in weights) own[name].copy_(weight);
        return $"{weights.Count} of {own.Count} tensors of weights start from '{path}'.";
    }
}
