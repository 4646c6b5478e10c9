using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Common;

/// <summary>
/// Tensors that are alive. TorchSharp 0.107 counts them, but one too many for each parameter that was ever made: the handle of a tensor
/// moves into the parameter, and the tensor is never taken off. So the parameters of networks are counted here as they are made.
/// </summary>
internal static class ParameterCount
{
    private static long _made;

    public static long LiveTensors => Tensor.TotalCount - Interlocked.Read(ref _made);

    /// <summary>Counts the parameters of a network that was just made, or moved to another device or type.</summary>
    public static void Add(Module network) => Interlocked.Add(ref _made, network.parameters().LongCount());
}
