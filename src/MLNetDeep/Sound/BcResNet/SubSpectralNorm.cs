using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Sound;

/// <summary>
/// Batch normalization of ranges of bands apart: Chang et al., SubSpectral Normalization for Neural Audio Data Processing (2021). Each range of each channel counts as a channel.
/// Shapes: [rows, channels, bands, frames] stay.
/// </summary>
internal sealed class SubSpectralNorm : Block
{
    private readonly BatchNormalization _norm;
    private readonly int _ranges;

    /// <param name="channels">Channels.</param>
    /// <param name="bands">Bands.</param>
    /// <param name="wanted">Ranges of bands; fewer where they do not divide the bands.</param>
    public SubSpectralNorm(int channels, int bands, int wanted) : base(nameof(SubSpectralNorm))
    {
        _ranges = Math.Min(wanted, bands);
        while (bands % _ranges > 0) _ranges--;
        _norm = Part("norm", new BatchNormalization(channels * _ranges));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var (channels, bands, frames) = (input.Shape[0], input.Shape[1], input.Shape[2]);
        var split = composer.Reshape(input, channels * _ranges, bands / _ranges, frames);
        return composer.Reshape(composer.Apply(_norm, split), channels, bands, frames);
    }

    protected override Tensor Run(Tensor input)
    {
        var shape = input.shape;
        return _norm.call(input.reshape(shape[0], shape[1] * _ranges, shape[2] / _ranges, shape[3])).reshape(shape);
    }
}
