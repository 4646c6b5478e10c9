using MLNetDeep.Common;
using MLNetDeep.Inputs.Conditioned;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>
/// A variational autoencoder (Kingma and Welling, Auto-Encoding Variational Bayes, 2014; Higgins et al., beta-VAE, 2017): a row is a normal distribution over latent vectors, which together are to be a standard
/// normal one, so that rows can be drawn. Values are normal around the reconstruction, with one deviation that is learnt (Rybkin et al., Simple and Effective VAE Training with Calibrated Decoders, 2021). The
/// decoder is told the condition.
/// Shapes: values [rows, …] and conditions [rows] → [rows, 3]: the loss, a number of the row; the evidence lower bound of the row in nats, over standardized values; the divergence of the latent vector.
/// </summary>
internal sealed class VaeModule : GenerativeModule
{
    private const string Deviation = "logdeviation";
    private const int Judging = 7;
    private const double MostLog = 10, LeastDeviation = -4;
    private static readonly double _halfLog = 0.5 * Math.Log(2 * Math.PI);
    private readonly Sequential _encoder, _decoder;
    private readonly ClassVectors? _classes;
    private readonly double _beta;
    private readonly long _size;

    public VaeModule(VaeOptions options, ConditionedShape shape) : base(nameof(VaeModule))
    {
        (StateSize, _beta, _size) = (options.EmbeddingSize, options.Beta, shape.Size);
        _encoder = Part("encoder", Coders.Encoder(shape.Values, options, 2 * StateSize));
        if (shape.Conditions > 0) _classes = Part("conditions", new ClassVectors(shape.Conditions, StateSize));
        _decoder = Part("decoder", Coders.Decoder(shape.Values, options, _classes is null ? StateSize : 2 * StateSize));
        Parameter(Deviation, zeros(1));
    }

    public override string NumberColumn => "LowerBound";

    public override int StateSize { get; }

    public override RowValues Describe(OnnxComposer composer, OnnxValue values, OnnxValue? classes)
    {
        var both = composer.Apply(_encoder, values);
        OnnxValue mean = composer.Columns(both, 0, StateSize), log = Clip(composer, composer.Columns(both, StateSize, 2 * StateSize));
        var reconstruction = Decode(composer, mean, classes);
        // Two draws on opposite sides of the mean stand for all.
        using var scope = NewDisposeScope();
        var noise = composer.Constant(FixedNoise.Of([1, StateSize], Judging));
        var off = composer.Node("Mul", mean.Shape, [composer.Node("Exp", mean.Shape, [composer.Node("Mul", mean.Shape, [log, composer.Constant(0.5)])]), noise]);
        var errors = new[] { "Add", "Sub" }.Select(op => RowErrors.Export(composer, values, Decode(composer, composer.Node(op, mean.Shape, [mean, off]), classes))).ToList();
        var error = composer.Node("Mul", [1], [composer.Add(errors[0], errors[1]), composer.Constant(0.5)]);
        var spread = Math.Max(LeastDeviation, Tensors.ToFloats(get_parameter(Deviation)!)[0]);
        // ½ size (error / deviation² + 2 ln deviation + ln 2π)
        var likelihood = composer.Node("Add", [1], [composer.Node("Mul", [1], [error, composer.Constant(0.5 * _size * Math.Exp(-2 * spread))]), composer.Constant(_size * (spread + _halfLog))]);
        var bound = composer.Node("Neg", [1], [composer.Add(likelihood, Divergence(composer, mean, log))]);
        return new RowValues(bound, mean, reconstruction);
    }

    public override OnnxValue Generate(OnnxComposer composer, OnnxValue state, OnnxValue noise, OnnxValue classes) => Decode(composer, state, classes);

    protected override Tensor Run(ConditionedBatch input)
    {
        var both = _encoder.call(input.Values);
        Tensor mean = both.narrow(1, 0, StateSize), log = both.narrow(1, StateSize, StateSize).Between(-MostLog, MostLog);
        var noise = training ? randn_like(mean) : FixedNoise.Of(mean.shape, Judging).to(mean.device);
        var drawn = mean.Plus(log.Times(0.5).exp().mul(noise));
        var vector = _classes is null ? drawn : cat([drawn, _classes.call(input.Classes ?? Arithmetic.Full([mean.shape[0]], _classes.Any, ScalarType.Int64, mean.device))], 1);
        var error = RowErrors.Of(input.Values, _decoder.call(vector));
        var spread = get_parameter(Deviation)!.AtLeast(LeastDeviation);
        var likelihood = error.mul(spread.Times(-2).exp()).Times(0.5).Plus(spread).Plus(_halfLog).Times(_size);
        var divergence = mean.Squared().Plus(log.exp()).sub(log).Minus(1).sum(1).Times(0.5);
        var loss = likelihood.PlusTimes(divergence, _beta).Over(_size);
        return stack([loss, likelihood.Plus(divergence).neg(), divergence], 1);
    }

    private OnnxValue Decode(OnnxComposer composer, OnnxValue state, OnnxValue? classes) =>
        composer.Apply(_decoder, _classes is null ? state : composer.Concat(1, state, composer.Apply(_classes, classes!)));

    private static OnnxValue Clip(OnnxComposer composer, OnnxValue log) => composer.Node("Clip", log.Shape, [log, composer.Constant(-MostLog), composer.Constant(MostLog)]);

    private static OnnxValue Divergence(OnnxComposer composer, OnnxValue mean, OnnxValue log)
    {
        var sum = composer.Add(composer.Multiply(mean, mean), composer.Node("Exp", log.Shape, [log]));
        var each = composer.Node("Sub", log.Shape, [composer.Node("Sub", log.Shape, [sum, log]), composer.Constant(1)]);
        var mean1 = composer.Node("ReduceMean", [1], [each], ("axes", new long[] { 1 }), ("keepdims", 1));
        return composer.Node("Mul", [1], [mean1, composer.Constant(0.5 * log.Shape[0])]);
    }
}
