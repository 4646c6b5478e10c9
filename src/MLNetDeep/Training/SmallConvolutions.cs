using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>
/// Convolutions over so little that parts of their kernels meet padding alone, such as one of 3 × 3 with a stride of 2 over 1 × 1: in bfloat16 oneDNN leaves the gradients of those parts as the memory was. They are computed in
/// single precision.
/// </summary>
internal static class SmallConvolutions
{
    /// <summary>Those that a network runs into.</summary>
    /// <param name="network">The network.</param>
    /// <param name="run">Runs rows through it.</param>
    public static HashSet<Module> In(Module network, Func<Tensor> run)
    {
        var found = new HashSet<Module>(ReferenceEqualityComparer.Instance);
        var hooks = network.modules().OfType<Convolution>().Select(convolution => convolution.register_forward_pre_hook((_, input) =>
        {
            if (IsSmall(convolution, input)) found.Add(convolution);
            return input;
        })).ToList();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var isTraining = network.training;
        network.eval();
        try
        {
            run();
        }
        finally
        {
            network.train(isTraining);
            hooks.ForEach(hook => hook.remove());
        }
        return found;
    }

    /// <summary>Lets a convolution refuse rows that are as small, where rows differ in size.</summary>
    public static void Refuse(Convolution convolution) => convolution.register_forward_pre_hook((_, input) => !IsSmall(convolution, input)
        ? input
        : throw new InvalidOperationException($"A convolution with a kernel of [{string.Join(", ", convolution.kernel_size)}] is over [{string.Join(", ", input.shape[2..])}], too little for bfloat16. Use {nameof(Precision.Single)}."));

    private static bool IsSmall(Convolution convolution, Tensor input)
    {
        if (convolution is not (TorchSharp.Modules.Conv1d or TorchSharp.Modules.Conv2d or TorchSharp.Modules.Conv3d)) return false;
        for (var i = 0; i < convolution.kernel_size.Length; i++)
        {
            var size = input.shape[^(convolution.kernel_size.Length - i)];
            var padding = convolution.padding is { } stated ? stated[i] : (convolution.kernel_size[i] - 1) * convolution.dilation[i] / 2;
            if (size < convolution.stride[i] || size <= padding) return true;
        }
        return false;
    }
}
