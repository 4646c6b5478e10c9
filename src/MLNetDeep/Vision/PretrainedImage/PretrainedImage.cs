using MLNetDeep.Architectures;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;
using MLNetDeep.Pretraining;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>Image networks that start from a pretrained ONNX model.</summary>
internal sealed class PretrainedImage : Architecture<PretrainedImageOptions, ImageShape>, IStartsFromFile, IPretrainable
{
    // Where neither options nor the file say one.
    private const int UsualSize = 224;

    public override string Key => "pretrainedimage";

    public override string DisplayName => "Pretrained image model";

    internal override bool NeedsFile => true;

    public string Head => "head";

    public IReadOnlyList<NameMap> Published(Module network) => [];

    public IReadOnlyList<string[]> Parts(Module network) => [.. ((PretrainedImageModule)network).Encoder.Parts.Select(part => part.Select(name => $"encoder.{name}").ToArray()), [Head]];

    public TrainerOptions Open(TrainerOptions options, TrainerOptions? previous)
    {
        var own = (PretrainedImageOptions)options.Clone();
        if (previous is PretrainedImageOptions { Start: not null } before)
        {
            (own.Start, own.Channels, own.ImageHeight, own.ImageWidth) = (before.Start, before.Channels, before.ImageHeight, before.ImageWidth);
            return own;
        }
        var files = PretrainedPackages.Find(own.Model, nameof(own.Model));
        (own.Start, own.Weights) = PretrainedStart.Read(files.Model, own.CutAt, inputs => Sample(inputs, own), nameof(own.Model));
        return own;
    }

    public string Load(Module network, TrainerOptions options)
    {
        var own = (PretrainedImageOptions)options;
        ((PretrainedImageModule)network).Encoder.Load(own.Weights!);
        own.Weights = null;
        return $"The weights of '{own.Model}' were loaded; the last layer starts anew.";
    }

    protected override Module<Tensor, Tensor> Build(PretrainedImageOptions options, ImageShape input, OutputShape output) => new PretrainedImageModule(options, output);

    // Two images of the size that is wanted: what a model for one size alone cannot do shows here.
    private static Dictionary<string, Tensor> Sample(IReadOnlyList<GraphPort> inputs, PretrainedImageOptions options)
    {
        if (inputs is not [{ Element: OnnxElement.Float, Shape: null or { Count: 4 } } input])
            throw new InvalidDataException($"a model of images takes one input of reals [rows, channels, height, width], but it takes {string.Join(", ", inputs.Select(one => $"'{one.Name}' ({one.Element}{(one.Shape is { } shape ? $" [{string.Join(", ", shape)}]" : "")})"))}");
        long Said(int axis, int otherwise) => input.Shape is { } shape && shape[axis] > 0 ? shape[axis] : otherwise;
        options.Channels = (int)Said(1, options.Channels == 0 ? 3 : options.Channels);
        if (options.Channels is not (1 or 3)) throw new InvalidDataException($"it takes {options.Channels} channels; images have 1 or 3");
        if (options.ImageHeight == 0) (options.ImageHeight, options.ImageWidth) = ((int)Said(2, UsualSize), (int)Said(3, UsualSize));
        return new Dictionary<string, Tensor> { [input.Name] = zeros(2, options.Channels, options.ImageHeight, options.ImageWidth) };
    }
}
