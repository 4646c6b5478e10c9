using MLNetDeep.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>Makes networks of language models.</summary>
internal static class GptNetworks
{
    /// <summary>A network at its start, or with the weights that are put into it.</summary>
    public static GptModule Create(GptOptions options, int vocabulary, Device device, Action<GptModule>? fill = null)
    {
        using var scope = NewDisposeScope();
        var network = new GptModule(options, vocabulary);
        ParameterCount.Add(network);
        try
        {
            fill?.Invoke(network);
            network.to(device);
            if (device.type != DeviceType.CPU) ParameterCount.Add(network);
            network.eval();
        }
        catch
        {
            network.Dispose();
            throw;
        }
        foreach (var tensor in network.parameters().Concat(network.buffers())) tensor.DetachFromDisposeScope();
        return network;
    }
}
