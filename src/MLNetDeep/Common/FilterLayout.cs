using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Common;

/// <summary>The filters of convolutions with their channels last in memory, where the images that they are for have them there (<see cref="IChannelsLast"/>): their gradients come so, and would be turned before they are added.</summary>
internal static class FilterLayout
{
    /// <summary>Whether a network has images of that kind.</summary>
    public static bool IsIn(Module network) => network.modules().Any(module => module is IChannelsLast) && network.parameters().All(parameter => parameter.device_type == TorchSharp.DeviceType.CPU);

    /// <summary>Whether a weight is of filters that can be turned.</summary>
    public static bool Turns(Tensor weight) => weight.dim() == 4 && weight.shape[1] > 1 && weight.shape[2] * weight.shape[3] > 1;

    /// <summary>The numbers of filters [outputs, inputs, height, width] one behind the other, inputs last.</summary>
    public static Tensor Flat(Tensor weight) => weight.permute(0, 2, 3, 1).reshape(-1);

    /// <summary>Such numbers as filters of a shape; no copy.</summary>
    public static Tensor View(Tensor numbers, long[] shape) => numbers.view(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2);
}
