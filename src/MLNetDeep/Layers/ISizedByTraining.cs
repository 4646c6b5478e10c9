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

    /// <summary>Gives a buffer another shape, and zeros.</summary>
    public static void Resize(Tensor buffer, params long[] shape)
    {
        using var room = zeros(shape, buffer.dtype, buffer.device);
        buffer.set_(room);
    }
}
