using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Series;

/// <summary>
/// A forecaster's network behind the normalization of its windows, which is undone on its forecasts. It sees the last steps of the window that it is given.
/// Shapes: [windows, steps, columns] → [windows, horizon, columns].
/// </summary>
internal sealed class NormalizedBody : Block
{
    private const double Epsilon = 1e-5;
    private readonly WindowNormalization _normalization;
    private readonly Module<Tensor, Tensor> _body;
    private readonly int _lookBack;

    /// <param name="normalization">How windows are normalized.</param>
    /// <param name="lookBack">Steps that the network sees.</param>
    /// <param name="body">The network: [windows, lookBack, columns] → [windows, horizon, columns].</param>
    public NormalizedBody(WindowNormalization normalization, int lookBack, Module<Tensor, Tensor> body) : base(nameof(NormalizedBody)) =>
        (_normalization, _lookBack, _body) = (normalization, lookBack, Part("body", body));

    /// <summary>The network.</summary>
    public Module<Tensor, Tensor> Body => _body;

    /// <summary>What is subtracted from each column of windows: [windows, 1, columns]; null for nothing.</summary>
    public static Tensor? Center(Tensor window, WindowNormalization normalization) => normalization switch
    {
        WindowNormalization.None => null,
        WindowNormalization.LastValue => window.narrow(1, window.shape[1] - 1, 1),
        _ => window.mean([1], keepdim: true),
    };

    /// <summary>The standard deviation of each column of centered windows: [windows, 1, columns].</summary>
    public static Tensor Deviation(Tensor centered) => centered.Squared().mean([1], keepdim: true).Plus(Epsilon).sqrt();

    /// <summary>Adds what <see cref="Deviation(Tensor)"/> does.</summary>
    public static OnnxValue Deviation(OnnxComposer composer, OnnxValue centered)
    {
        var variance = Mean(composer, composer.Multiply(centered, centered));
        return composer.Node("Sqrt", variance.Shape, [composer.Node("Add", variance.Shape, [variance, composer.Constant(Epsilon)])]);
    }

    /// <summary>Adds the mean over steps: [windows, 1, columns].</summary>
    public static OnnxValue Mean(OnnxComposer composer, OnnxValue window) =>
        composer.Node("ReduceMean", [1, window.Shape[1]], [window], ("axes", new long[] { 1 }), ("keepdims", 1));

    /// <summary>Adds the steps of windows from one on.</summary>
    public static OnnxValue From(OnnxComposer composer, OnnxValue window, long first) => first == 0 ? window
        : composer.Node("Slice", [window.Shape[0] - first, window.Shape[1]], [window, Index(composer, first), Index(composer, window.Shape[0]), Index(composer, 1)]);

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var window = From(composer, input, input.Shape[0] - _lookBack);
        if (_normalization == WindowNormalization.None) return composer.Apply(_body, window);
        var center = _normalization == WindowNormalization.LastValue ? From(composer, window, _lookBack - 1) : Mean(composer, window);
        var centered = composer.Node("Sub", window.Shape, [window, center]);
        if (_normalization != WindowNormalization.RevIn)
        {
            var told = composer.Apply(_body, centered);
            return composer.Node("Add", told.Shape, [told, center]);
        }
        var deviation = Deviation(composer, centered);
        var forecast = composer.Apply(_body, composer.Node("Div", centered.Shape, [centered, deviation]));
        return composer.Node("Add", forecast.Shape, [composer.Node("Mul", forecast.Shape, [forecast, deviation]), center]);
    }

    protected override Tensor Run(Tensor input)
    {
        var window = input.narrow(1, input.shape[1] - _lookBack, _lookBack);
        if (Center(window, _normalization) is not { } center) return _body.call(window);
        var centered = window.sub(center);
        if (_normalization != WindowNormalization.RevIn) return _body.call(centered).Plus(center);
        var deviation = Deviation(centered);
        return _body.call(centered.div(deviation)).mul(deviation).Plus(center);
    }

    /// <summary>Adds a number for operators that take places.</summary>
    public static OnnxValue Index(OnnxComposer composer, long value) => new(composer.Graph.Constant(Onnx.Graph.OnnxTensor.Vector(value)), [1]);
}
