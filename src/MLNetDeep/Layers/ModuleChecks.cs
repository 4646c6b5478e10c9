using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>Tries a network that was just made on two empty rows, so that a wrong shape is said before any training.</summary>
internal static class ModuleChecks
{
    public static void Check(DeepNetwork network, InputShape input, OutputShape output)
    {
        if (!network.parameters().Any(p => p.requires_grad)) throw new InvalidOperationException("The module has no parameters to train.");
        network.eval();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var shape = Try(network, input).shape;
        if (shape.Length == 2 && shape[0] == 2 && shape[1] == output.Size) return;
        throw new InvalidOperationException($"The module made [{string.Join(", ", shape)}] of 2 rows of {input}; "
            + $"the task needs [2, {output.Size}], one raw output for each class, label or target.");
    }

    private static Tensor Try(DeepNetwork network, InputShape input)
    {
        try
        {
            return network.Run(network.Input.Empty(2));
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new InvalidOperationException($"The module does not take rows of {input}: {TorchErrors.Reason(e)}", e);
        }
    }
}
