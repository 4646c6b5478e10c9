using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;
using MLNetDeep.Pretraining;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sound;

/// <summary>Networks for sounds that start from a pretrained ONNX model of log-mel frames.</summary>
internal sealed class PretrainedSound : PretrainedArchitecture<PretrainedSoundOptions, SoundShape>
{
    // One second, where the file leaves it open.
    private const int UsualFrames = 98;

    public override string Key => "pretrainedsound";

    public override string DisplayName => "Pretrained sound model";

    protected override Module<Tensor, Tensor> Build(PretrainedSoundOptions options, SoundShape input, OutputShape output)
    {
        var layout = Layout.Of(options.Start?.Network().Inputs ?? throw new InvalidOperationException("The model's file was not read."), options.MelBands);
        if ((layout.Bands > 0 && layout.Bands != input.Bands) || (layout.Frames > 0 && layout.Frames != input.Frames))
        {
            throw new ArgumentException($"'{options.Model}' takes {layout.Frames} frames of {layout.Bands} bands, but sounds are {input.Frames} frames of {input.Bands} bands: "
                + $"{nameof(options.Seconds)}, {nameof(options.HopMilliseconds)}, {nameof(options.WindowMilliseconds)} and {nameof(options.MelBands)} must be those that it was trained with.");
        }
        return new PretrainedModule(options.Start, options.Dropout, output, layout.Change(input));
    }

    protected override Dictionary<string, Tensor> Sample(IReadOnlyList<GraphPort> inputs, PretrainedSoundOptions options)
    {
        var layout = Layout.Of(inputs, options.MelBands);
        var (frames, bands) = (layout.Frames > 0 ? layout.Frames : UsualFrames, layout.Bands > 0 ? layout.Bands : options.MelBands);
        long[] one = layout.IsTurned ? [frames, bands] : [bands, frames];
        return new() { [inputs[0].Name] = zeros(layout.HasChannel ? [2, 1, .. one] : [2, .. one]) };
    }

    /// <summary>How a model takes the frames of a sound.</summary>
    /// <param name="HasChannel">Whether there is a dimension of 1 before them.</param>
    /// <param name="IsTurned">Whether frames come before bands.</param>
    /// <param name="Frames">How many it wants; 0 or less where that is open.</param>
    /// <param name="Bands">How many it wants; 0 or less where that is open.</param>
    private sealed record Layout(bool HasChannel, bool IsTurned, long Frames, long Bands)
    {
        public static Layout Of(IReadOnlyList<GraphPort> inputs, int bands)
        {
            if (inputs is not [{ Element: OnnxElement.Float, Shape: { Count: 3 or 4 } shape }] || (shape.Count == 4 && shape[1] > 1))
                throw new InvalidDataException($"a model of sounds takes one input of reals, [rows, 1, bands, frames] or [rows, bands, frames], or with frames before bands, but it takes {Describe(inputs)}");
            var (first, last) = (shape[^2], shape[^1]);
            var isTurned = last == bands && first != bands;
            return new Layout(shape.Count == 4, isTurned, isTurned ? first : last, isTurned ? last : first);
        }

        /// <summary>From [rows, 1, bands, frames] to what the model takes; null where that is the same.</summary>
        public InputChange? Change(SoundShape sound)
        {
            if (HasChannel && !IsTurned) return null;
            return new InputChange(input =>
            {
                var turned = IsTurned ? input.transpose(2, 3) : input;
                return HasChannel ? turned : turned.squeeze(1);
            }, (composer, input) =>
            {
                long[] one = IsTurned ? [sound.Frames, sound.Bands] : [sound.Bands, sound.Frames];
                var turned = IsTurned ? composer.Node("Transpose", [1, .. one], [input], ("perm", new long[] { 0, 1, 3, 2 })) : input;
                return HasChannel ? turned : composer.Reshape(turned, one);
            });
        }
    }
}
