using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;
using MLNetDeep.Pretraining;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>Image networks that start from a pretrained ONNX model.</summary>
internal sealed class PretrainedImage : PretrainedArchitecture<PretrainedImageOptions, ImageShape>
{
    // Where neither options nor the file say one.
    private const int UsualSize = 224;

    // Blue, green and red, as some models were trained.
    private static readonly InputChange _reversed = new(input => input.flip(1),
        (composer, input) => composer.Node("Gather", input.Shape, [input, new OnnxValue(composer.Graph.Constant(OnnxTensor.Vector(2, 1, 0)), [3])], ("axis", 1)));

    public override string Key => "pretrainedimage";

    public override string DisplayName => "Pretrained image model";

    protected override Module<Tensor, Tensor> Build(PretrainedImageOptions options, ImageShape input, OutputShape output) =>
        new PretrainedModule(options.Start, options.Dropout, output, options.Pixels is { IsReversed: true } && options.Channels == 3 ? _reversed : null);

    protected override void Follow(PretrainedImageOptions options, PretrainedImageOptions previous) =>
        (options.Channels, options.ImageHeight, options.ImageWidth) = (previous.Channels, previous.ImageHeight, previous.ImageWidth);

    // Two images of the size that is wanted: what a model for one size alone cannot do shows here.
    protected override Dictionary<string, Tensor> Sample(IReadOnlyList<GraphPort> inputs, PretrainedImageOptions options)
    {
        if (inputs is not [{ Element: OnnxElement.Float, Shape: null or { Count: 4 } } input])
            throw new InvalidDataException($"a model of images takes one input of reals [rows, channels, height, width], but it takes {Describe(inputs)}");
        long Said(int axis, int otherwise) => input.Shape is { } shape && shape[axis] > 0 ? shape[axis] : otherwise;
        options.Channels = (int)Said(1, options.Channels == 0 ? 3 : options.Channels);
        if (options.Channels is not (1 or 3)) throw new InvalidDataException($"it takes {options.Channels} channels; images have 1 or 3");
        if (options.ImageHeight == 0) (options.ImageHeight, options.ImageWidth) = ((int)Said(2, UsualSize), (int)Said(3, UsualSize));
        return new Dictionary<string, Tensor> { [input.Name] = zeros(2, options.Channels, options.ImageHeight, options.ImageWidth) };
    }
}
