using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Layers;

/// <summary>One layer about to be exported.</summary>
internal sealed class Layer(OnnxComposer composer, Module<Tensor, Tensor> module, string path, OnnxValue input)
{
    public OnnxComposer Composer { get; } = composer;

    public Module<Tensor, Tensor> Module { get; } = module;

    public OnnxValue Input { get; } = input;

    public OnnxGraph Graph => Composer.Graph;

    /// <summary>The dimensions of one row of the input.</summary>
    public long[] RowShape { get; } = [.. input.Shape];

    /// <summary>The dimensions of one row of the output, and that rows stay apart: the layer is run once and says so itself.</summary>
    public long[] OutputShape()
    {
        using var scope = NewDisposeScope();
        long[] shape = Module.forward(zeros([2, .. RowShape], device: Composer.Device)).shape;
        return shape.Length > 0 && shape[0] == 2
            ? shape[1..]
            : throw Unclear("it does not keep the first dimension, which counts the rows.");
    }

    public string Op(string op, params string[] inputs) => Graph.Node(op, inputs);

    public string Scalar(double value) => Graph.Constant(OnnxTensor.Scalar((float)value));

    public string Weights(Tensor tensor) => Graph.Constant(TensorValues.ToOnnx(tensor));

    public string Weights(float[] values, params long[] shape) => Graph.Constant(OnnxTensor.Of(values, shape));

    /// <summary>A weight and, if there is one, a bias.</summary>
    public string[] Weights(Tensor weight, Tensor? bias) => bias is null ? [Weights(weight)] : [Weights(weight), Weights(bias)];

    /// <summary>The input with more around it.</summary>
    /// <param name="pads">How much before each dimension behind the channels, then how much after each.</param>
    /// <param name="mode">How ONNX calls what is put there.</param>
    /// <param name="value">What is put there in mode "constant".</param>
    public string Pad(long[] pads, string mode, params string[] value)
    {
        int half = pads.Length / 2;
        string all = Graph.Constant(OnnxTensor.Vector([0, 0, .. pads[..half], 0, 0, .. pads[half..]]));
        return Graph.Node("Pad", [Input.Name, all, .. value], ("mode", mode));
    }

    /// <summary>What a layer gives that changes no shape.</summary>
    public OnnxValue Same(string name) => new(name, RowShape);

    public OnnxValue Node(string op, long[] rowShape, string[] inputs, params (string Name, object Value)[] attributes) =>
        new(Graph.Node(op, inputs, attributes), rowShape);

    public OnnxExportException Unclear(string what) => OnnxExportException.Unclear(path, Module, what);
}
