using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>
/// Lays images out with their channels last in memory, which the layers behind it keep: convolutions of the CPU compute so, and would turn images there and back in each layer otherwise (bench/overhead). What the
/// numbers are, and the shape [rows, channels, height, width], stays. Elsewhere than on a CPU it does nothing, and in evaluation, where sums in another order would only take scores further from those of ONNX Runtime.
/// </summary>
internal sealed class ChannelsLast() : Block(nameof(ChannelsLast)), IChannelsLast
{
    /// <summary>The same images, with their channels last.</summary>
    public static Tensor Of(Tensor images)
    {
        if (images.device_type != DeviceType.CPU || images.dim() != 4) return images;
        var (channels, height, width) = (images.shape[1], images.shape[2], images.shape[3]);
        // Of one channel both layouts are the same but for what the strides say.
        if (channels == 1) return images.contiguous().as_strided(images.shape, [height * width, 1, width, 1]);
        using var scope = NewDisposeScope();
        return images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => input;

    protected override Tensor Run(Tensor input) => training ? Of(input) : input;
}
