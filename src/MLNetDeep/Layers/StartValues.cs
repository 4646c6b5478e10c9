using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>What weights are before training, in the ways that the papers and the published networks have them.</summary>
internal static class StartValues
{
    private const double Deviation = 0.02;

    /// <summary>A group normalization that changes no scale at first: TorchSharp 0.107 leaves the weights of its own as the memory was.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The weights are set here.")]
    public static TorchSharp.Modules.GroupNorm GroupNorm(int groups, int channels)
    {
        var norm = nn.GroupNorm(groups, channels);
        init.ones_(norm.weight!);
        init.zeros_(norm.bias!);
        return norm;
    }

    /// <summary>Kernels so that signals keep their strength through ReLUs (He et al. 2015), their biases 0; matrices stay as they are.</summary>
    public static void ForReLU(Module network)
    {
        foreach (var conv in network.modules().OfType<TorchSharp.Modules.Conv2d>())
        {
            init.kaiming_normal_(conv.weight!, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
            if (conv.bias is { } bias) init.zeros_(bias);
        }
    }

    /// <summary>Kernels and matrices from a normal distribution with a standard deviation of 0.02, their biases 0.</summary>
    public static void Narrow(Module network)
    {
        foreach (var module in network.modules())
        {
            var (weight, bias) = module switch
            {
                TorchSharp.Modules.Conv2d conv => (conv.weight, conv.bias),
                TorchSharp.Modules.Linear linear => (linear.weight, linear.bias),
                _ => (null, null),
            };
            if (weight is not null) init.normal_(weight, 0, Deviation);
            if (bias is not null) init.zeros_(bias);
        }
    }

    /// <summary>A tensor from the same distribution.</summary>
    public static Tensor Narrow(params long[] shape) => init.normal_(empty(shape), 0, Deviation);
}
