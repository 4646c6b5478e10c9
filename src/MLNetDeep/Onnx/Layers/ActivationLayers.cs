using MLNetDeep.Common;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Functions of one element. Their parameters are read off the function itself.</summary>
internal static class ActivationLayers
{
    private const double Far = 60;

    public static OnnxValue ReLU(Layer layer) => Plain(layer, "Relu");

    public static OnnxValue Sigmoid(Layer layer) => Plain(layer, "Sigmoid");

    public static OnnxValue Tanh(Layer layer) => Plain(layer, "Tanh");

    public static OnnxValue Softsign(Layer layer) => Plain(layer, "Softsign");

    public static OnnxValue Hardswish(Layer layer) => Plain(layer, "HardSwish");

    public static OnnxValue SELU(Layer layer) => Plain(layer, "Selu");

    public static OnnxValue Hardsigmoid(Layer layer) =>
        layer.Node("HardSigmoid", layer.RowShape, [layer.Input.Name], ("alpha", 1f / 6), ("beta", 0.5f));

    public static OnnxValue ReLU6(Layer layer) => Clip(layer, 0, 6);

    public static OnnxValue Hardtanh(Layer layer)
    {
        double low = At(layer, float.MinValue), high = At(layer, float.MaxValue);
        Check(layer, x => Math.Clamp(x, low, high));
        return Clip(layer, low, high);
    }

    public static OnnxValue LeakyReLU(Layer layer)
    {
        double slope = -At(layer, -1);
        Check(layer, x => x < 0 ? slope * x : x);
        return layer.Node("LeakyRelu", layer.RowShape, [layer.Input.Name], ("alpha", (float)slope));
    }

    public static OnnxValue ELU(Layer layer)
    {
        double alpha = -At(layer, -Far);
        Check(layer, x => x < 0 ? alpha * (Math.Exp(x) - 1) : x);
        return layer.Node("Elu", layer.RowShape, [layer.Input.Name], ("alpha", (float)alpha));
    }

    public static OnnxValue CELU(Layer layer)
    {
        double alpha = -At(layer, -1e6);
        Check(layer, x => x < 0 ? alpha * (Math.Exp(x / alpha) - 1) : x);
        return layer.Node("Celu", layer.RowShape, [layer.Input.Name], ("alpha", (float)alpha));
    }

    public static OnnxValue PReLU(Layer layer)
    {
        using var scope = NewDisposeScope();
        var weight = ((PReLU)layer.Module).weight!;
        // The slopes belong to the channels, which are the row's first dimension.
        long[] shape = [weight.shape[0], .. Enumerable.Repeat(1L, layer.RowShape.Length - 1)];
        return layer.Node("PRelu", layer.RowShape, [layer.Input.Name, layer.Weights(weight.detach().reshape(shape))]);
    }

    /// <summary>x Φ(x), or its approximation by tanh.</summary>
    public static OnnxValue GELU(Layer layer)
    {
        double root = Math.Sqrt(2 / Math.PI), cubic = 0.044715;
        double Approximate(double x) => 0.5 * x * (1 + Math.Tanh(root * (x + (cubic * x * x * x))));
        string x = layer.Input.Name;
        bool exact = !Fits(layer, Approximate, 1e-6f);
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

    public static OnnxValue Softplus(Layer layer)
    {
        double beta = Math.Log(2) / At(layer, 0);
        Check(layer, x => (Math.Max(x * beta, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x * beta)))) / beta);
        string scaled = layer.Op("Mul", layer.Input.Name, layer.Scalar(beta));
        return layer.Same(layer.Op("Div", layer.Op("Softplus", scaled), layer.Scalar(beta)));
    }

    private static OnnxValue Plain(Layer layer, string op) => layer.Same(layer.Op(op, layer.Input.Name));

    private static OnnxValue Clip(Layer layer, double low, double high) =>
        layer.Same(layer.Op("Clip", layer.Input.Name, layer.Scalar(low), layer.Scalar(high)));

    private static string Cube(Layer layer, string x) => layer.Op("Mul", layer.Op("Mul", x, x), x);

    private static double At(Layer layer, double x) => Answers(layer, [(float)x])[0];

    private static float[] Answers(Layer layer, float[] xs)
    {
        using var scope = NewDisposeScope();
        return Tensors.ToFloats(layer.Forward(layer.From(xs, xs.Length)));
    }

    private static bool Fits(Layer layer, Func<double, double> function, float tolerance)
    {
        float[] grid = [.. Enumerable.Range(-40, 81).Select(i => i / 5f)];
        return TensorValues.AreClose(Answers(layer, grid), [.. grid.Select(x => (float)function(x))], tolerance);
    }

    private static void Check(Layer layer, Func<double, double> function)
    {
        if (!Fits(layer, function, 1e-5f))
            throw layer.Unclear("its settings are other than those that this export knows.");
    }
}
