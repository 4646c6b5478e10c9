using MLNetDeep.Inputs;
using MLNetDeep.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Persistence.Pretrained;

/// <summary>Puts the weights of a trained network, but for those of its head, into another of the same options.</summary>
internal static class TrainedEncoders
{
    private const string Option = PretrainedInput.Option;
    private const double Tolerance = 1e-3;
    private const int Probes = 4;

    /// <summary>Puts in what the trained network learnt of its input.</summary>
    /// <param name="front">The front of the new network.</param>
    /// <param name="path">The file of the trained one.</param>
    public static void LoadInput(Module front, string path)
    {
        using var scope = NewDisposeScope();
        using var trained = ModelFile.ReadOne(path, Option).Network;
        Copy(path, trained.Input.state_dict(), front.state_dict());
    }

    /// <summary>Puts weights in, and gives in one sentence what was loaded.</summary>
    /// <param name="consumer">The module that starts from them, and what gives it rows.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The trained network has other options.</exception>
    public static string Load(TensorConsumer consumer, string path)
    {
        using var scope = NewDisposeScope();
        var model = ModelFile.ReadOne(path, Option);
        using var trained = model.Network;
        var body = trained.Body is EmbeddingModule wrapped ? wrapped.Network : trained.Body;
        if (RowEncoder.Of(body) is not { } from || RowEncoder.Of(consumer.Module) is not { } to)
            throw PretrainedInput.Differs(path, [$"{model.Architecture.DisplayName} has no head that could be taken off"]);
        var (weights, own) = (Without(from, body), Without(to, consumer.Module));
        Copy(path, weights, own);
        Compare(path, consumer, to, trained, from);
        return $"{weights.Count} of {consumer.Module.state_dict().Count} tensors start from '{path}': all but those of the last layer.";
    }

    private static Dictionary<string, Tensor> Without(RowEncoder encoder, Module network) => network.state_dict().Where(pair => !encoder.IsHead(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static void Copy(string path, Dictionary<string, Tensor> from, Dictionary<string, Tensor> to)
    {
        string[] faults =
        [
            .. to.Keys.Except(from.Keys).Select(name => $"it has no '{name}'"),
            .. from.Keys.Except(to.Keys).Select(name => $"it has '{name}'"),
            .. to.Where(pair => from.TryGetValue(pair.Key, out var other) && !pair.Value.shape.SequenceEqual(other.shape))
                .Select(pair => $"its '{pair.Key}' is [{string.Join(", ", from[pair.Key].shape)}], not [{string.Join(", ", pair.Value.shape)}]"),
        ];
        if (faults.Length > 0) throw PretrainedInput.Differs(path, [.. faults.Take(5).Prepend("its options were others"), .. faults.Length > 5 ? [$"and {faults.Length - 5} more"] : Array.Empty<string>()]);
        using var still = no_grad();
        foreach (var (name, tensor) in to) tensor.copy_(from[name]);
    }

    // Some options, such as the kind of pooling or of activation, leave no trace in the shapes of weights.
    private static void Compare(string path, TensorConsumer consumer, RowEncoder to, DeepNetwork trained, RowEncoder from)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var isTraining = consumer.Module.training;
        consumer.Module.eval();
        trained.eval();
        using var rows = ((NetworkInput)consumer.Input).Probe(Probes);
        var now = to.Embed(consumer.Input.Encode(rows)).cpu();
        using var moved = rows.To(CPU);
        var then = from.Embed(((IGivesTensor)trained.Input).Encode(moved));
        consumer.Module.train(isTraining);
        var difference = now.sub(then).abs().max().item<float>();
        if (!(difference <= Tolerance * Math.Max(1, then.abs().max().item<float>())))
            throw PretrainedInput.Differs(path, ["the same weights give other embeddings here, since its options were others: those of layers, pooling or activation, which for RealMLP hangs on the task unless it is stated"]);
    }
}
