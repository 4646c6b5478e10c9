using MLNetDeep.Common;
using MLNetDeep.Inputs.Conditioned;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>
/// An autoencoder: a row goes through a vector that is too narrow for it, and comes out as what rows of its kind have in common (Hinton and Salakhutdinov, Reducing the Dimensionality of Data with
/// Neural Networks, 2006). The error of the reconstruction is the mean of its squares over standardized values.
/// Shapes: values [rows, …] → [rows, 1]: the error.
/// </summary>
internal sealed class AutoencoderModule : GenerativeModule
{
    private readonly Sequential _encoder, _decoder;
    private readonly double _noise;

    public AutoencoderModule(AutoencoderOptions options, InputShape shape) : base(nameof(AutoencoderModule))
    {
        (StateSize, _noise) = (options.EmbeddingSize, options.InputNoise);
        _encoder = Part("encoder", Coders.Encoder(shape, options, StateSize));
        _decoder = Part("decoder", Coders.Decoder(shape, options, StateSize));
    }

    public override string NumberColumn => "ReconstructionError";

    public override int StateSize { get; }

    public override bool CanSample => false;

    public override RowValues Describe(OnnxComposer composer, OnnxValue values, OnnxValue? classes)
    {
        var embedding = composer.Apply(_encoder, values);
        var reconstruction = composer.Apply(_decoder, embedding);
        return new RowValues(RowErrors.Export(composer, values, reconstruction), embedding, reconstruction);
    }

    public override OnnxValue Generate(OnnxComposer composer, OnnxValue state, OnnxValue noise, OnnxValue classes) => composer.Apply(_decoder, state);

    protected override Tensor Run(ConditionedBatch input)
    {
        var given = training && _noise > 0 ? input.Values.PlusTimes(randn_like(input.Values), _noise) : input.Values;
        return RowErrors.Of(input.Values, _decoder.call(_encoder.call(given))).unsqueeze(1);
    }
}
