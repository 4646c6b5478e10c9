using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Functions of one element.</summary>
internal static class ActivationLayers
{
    // From here on log(1 + exp(x)) is x in single precision.
    private const double SinglePrecision = 20;

    public static OnnxValue ReLU(Layer layer) => Plain(layer, "Relu");

    public static OnnxValue Sigmoid(Layer layer) => Plain(layer, "Sigmoid");

    public static OnnxValue Tanh(Layer layer) => Plain(layer, "Tanh");

    public static OnnxValue Softsign(Layer layer) => Plain(layer, "Softsign");

    public static OnnxValue Hardswish(Layer layer) => Plain(layer, "HardSwish");

    public static OnnxValue SELU(Layer layer) => Plain(layer, "Selu");

    public static OnnxValue Hardsigmoid(Layer layer) =>
        layer.Node("HardSigmoid", layer.RowShape, [layer.Input.Name], ("alpha", 1f / 6), ("beta", 0.5f));

    public static OnnxValue ReLU6(Layer layer) => Clip(layer, 0, 6);

    /// <summary>TorchSharp 0.107.0 clamps only in place: else its layer gives what it was given, and so must its export.</summary>
    public static OnnxValue Hardtanh(Layer layer)
    {
        var bounds = (Hardtanh)layer.Module;
        return bounds.inplace ? Clip(layer, bounds.min_val, bounds.max_val) : layer.Input;
    }

    public static OnnxValue LeakyReLU(Layer layer) => Alpha(layer, "LeakyRelu", ((LeakyReLU)layer.Module).negative_slope);

    public static OnnxValue ELU(Layer layer) => Alpha(layer, "Elu", ((ELU)layer.Module).alpha);

    public static OnnxValue CELU(Layer layer) => Alpha(layer, "Celu", ((CELU)layer.Module).alpha);

    public static OnnxValue PReLU(Layer layer)
    {
        using var scope = NewDisposeScope();
        var weight = ((PReLU)layer.Module).weight;
        // The slopes belong to the channels, which are the row's first dimension.
        long[] shape = [weight.shape[0], .. Enumerable.Repeat(1L, layer.RowShape.Length - 1)];
        return layer.Node("PRelu", layer.RowShape, [layer.Input.Name, layer.Weights(weight.reshape(shape))]);
    }

    /// <summary>x Φ(x), or its approximation by tanh.</summary>
    public static OnnxValue GELU(Layer layer)
    {
        double root = Math.Sqrt(2 / Math.PI), cubic = 0.044715;
        string x = layer.Input.Name;
        bool exact = ((GELU)layer.Module).approximate == TorchSharp.Modules.GELU.Approximate.none;
        string inner = exact ? layer.Op("Div", x, layer.Scalar(Math.Sqrt(2)))
            : layer.Op("Mul", layer.Op("Add", x, layer.Op("Mul", Cube(layer, x), layer.Scalar(cubic))), layer.Scalar(root));
        string bend = layer.Op("Add", layer.Op(exact ? "Erf" : "Tanh", inner), layer.Scalar(1));
        return layer.Same(layer.Op("Mul", layer.Op("Mul", x, bend), layer.Scalar(0.5)));
    }

    public static OnnxValue SiLU(Layer layer) =>
        layer.Same(layer.Op("Mul", layer.Input.Name, layer.Op("Sigmoid", layer.Input.Name)));

    public static OnnxValue Mish(Layer layer) => layer.Same(
        layer.Op("Mul", layer.Input.Name, layer.Op("Tanh", layer.Op("Softplus", layer.Input.Name))));

    public static OnnxValue LogSigmoid(Layer layer) =>
        layer.Same(layer.Op("Neg", layer.Op("Softplus", layer.Op("Neg", layer.Input.Name))));

    public static OnnxValue Tanhshrink(Layer layer) =>
        layer.Same(layer.Op("Sub", layer.Input.Name, layer.Op("Tanh", layer.Input.Name)));

    /// <summary>Beyond its threshold Torch gives x itself, which differs from what ONNX gives only where the threshold is low.</summary>
    public static OnnxValue Softplus(Layer layer)
    {
        var softplus = (Softplus)layer.Module;
        string x = layer.Input.Name, beta = layer.Scalar(softplus.beta), scaled = layer.Op("Mul", x, beta);
        string curve = layer.Op("Div", layer.Op("Softplus", scaled), beta);
        return layer.Same(softplus.threshold >= SinglePrecision ? curve
            : layer.Op("Where", layer.Op("Greater", scaled, layer.Scalar(softplus.threshold)), x, curve));
    }

    private static OnnxValue Plain(Layer layer, string op) => layer.Same(layer.Op(op, layer.Input.Name));

    private static OnnxValue Alpha(Layer layer, string op, double alpha) =>
        layer.Node(op, layer.RowShape, [layer.Input.Name], ("alpha", (float)alpha));

    private static OnnxValue Clip(Layer layer, double low, double high) =>
        layer.Same(layer.Op("Clip", layer.Input.Name, layer.Scalar(low), layer.Scalar(high)));

    private static string Cube(Layer layer, string x) => layer.Op("Mul", layer.Op("Mul", x, x), x);
}
