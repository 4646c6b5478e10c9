using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>A module with buffers whose size training decides, such as rows that it remembers.</summary>
internal interface ISizedByTraining
{
    /// <summary>The names of these buffers.</summary>
    IReadOnlyList<string> SizedBuffers { get; }
}

/// <summary>Makes room in new networks for what trained ones hold.</summary>
internal static class TrainedSizes
{
    /// <summary>Gives the buffers of a network that training sizes the shapes of the trained ones.</summary>
    /// <param name="network">The new network.</param>
    /// <param name="trained">The tensors of the trained one, by their names.</param>
    public static void Take(Module network, IReadOnlyDictionary<string, Tensor> trained)
    {
        foreach (var (name, module) in network.named_modules())
            foreach (var buffer in (module as ISizedByTraining)?.SizedBuffers ?? [])
                if (trained.TryGetValue($"{name}.{buffer}", out var tensor)) Resize(module.get_buffer(buffer)!, tensor.shape);
    }

    /// <summary>Puts all that one network has learnt into another of its kind.</summary>
    /// <param name="from">The trained network.</param>
    /// <param name="to">The new one.</param>
    public static void Copy(Module from, Module to)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var weights = from.state_dict();
        Take(to, weights);
        foreach (var (name, tensor) in to.state_dict()) tensor.copy_(weights[name]);
    }

    /// <summary>Gives a buffer another shape, and zeros.</summary>
    public static void Resize(Tensor buffer, params long[] shape)
    {
        using var room = zeros(shape, buffer.dtype, buffer.device);
        buffer.set_(room);
    }
}
