using MLNetDeep.Common;
using MLNetDeep.Generative;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetDeep.Generation;

/// <summary>Makes networks of language models.</summary>
internal static class GptNetworks
{
    /// <summary>A network at its start, or with the weights that are put into it.</summary>
    public static LanguageModule Create(GptOptions options, int vocabulary, Device device, Action<LanguageModule>? fill = null) => Place(() => new GptModule(options, vocabulary), device, fill);

    /// <summary>A network of the GPT-2 family, with the weights that are put into it.</summary>
    public static LanguageModule Create(Gpt2Config config, GptOptions options, Device device, Action<Gpt2Module> fill) =>
        Place(() => new Gpt2Module(config, options.ContextLength, options.LoraRank), device, network => fill((Gpt2Module)network));

    private static LanguageModule Place(Func<LanguageModule> make, Device device, Action<LanguageModule>? fill)
    {
        using var scope = NewDisposeScope();
        var network = make();
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
