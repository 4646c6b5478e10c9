using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Vision;

/// <summary>Networks of the image architectures, alone.</summary>
internal static class Networks
{
    public static IEnumerable<MLNetDeep.Architecture> Kinds => ArchitectureRegistry.All.Where(a => a.InputKind.Key == "image");

    public static Module<Tensor, Tensor> Build(TrainerOptions options, ImageShape input, int classes)
    {
        using var scope = NewDisposeScope();
        return (Module<Tensor, Tensor>)ArchitectureRegistry.All.Single(a => a.OptionsType == options.GetType()).Build(options, input, new OutputShape(classes));
    }

    /// <summary>Makes every weight count: fresh networks have scales of 1, and biases and means of 0.</summary>
    public static void Shake(Module network)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var (name, value) in network.state_dict())
        {
            if (name.EndsWith("running_var", StringComparison.Ordinal)) value.copy_(rand_like(value).add(0.1));
            else if (value.is_floating_point() && value.shape.Length == 1) value.add_(randn_like(value).mul(0.1));
            else if (name.EndsWith("layer_scale", StringComparison.Ordinal)) value.copy_(rand_like(value));
        }
    }
}
