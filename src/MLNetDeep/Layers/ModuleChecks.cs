using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>Tries a network that was just made on two empty rows, so that a wrong shape is said before any training.</summary>
internal static class ModuleChecks
{
    public static void Check(DeepNetwork network, InputShape input, int rawWidth, OutputShape output, Device device)
    {
        if (!network.parameters().Any(p => p.requires_grad)) throw new InvalidOperationException("The module has no parameters to train.");
        network.eval();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var shape = Try(network, input, rawWidth, device).shape;
        if (shape.Length == 2 && shape[0] == 2 && shape[1] == output.Size) return;
        throw new InvalidOperationException($"The module made [{string.Join(", ", shape)}] of 2 rows of {input}; "
            + $"the task needs [2, {output.Size}], one raw output for each class, label or target.");
    }

    private static Tensor Try(DeepNetwork network, InputShape input, int rawWidth, Device device)
    {
        try
        {
            return network.call(zeros([2, rawWidth], ScalarType.Float32, device));
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new InvalidOperationException($"The module does not take rows of {input}: {TorchErrors.Reason(e)}", e);
        }
    }
}
