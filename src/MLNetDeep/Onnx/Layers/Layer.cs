using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Layers;

/// <summary>
/// One layer about to be exported. TorchSharp's public API tells a layer's weights but, in the versions in use, not its
/// stride, padding or epsilon. What it does not tell is found by asking the layer: it is run on probes, and the facts are
/// those that explain every answer.
/// </summary>
internal sealed class Layer(OnnxComposer composer, Module<Tensor, Tensor> module, string path, OnnxValue input)
{
    public OnnxComposer Composer { get; } = composer;

    public Module<Tensor, Tensor> Module { get; } = module;

    public OnnxValue Input { get; } = input;

    public OnnxGraph Graph => Composer.Graph;

    /// <summary>The dimensions of one row of the input.</summary>
    public long[] RowShape { get; } = [.. input.Shape];

    public Tensor Random(params long[] shape) => RandomProbe.Create(shape).to(Composer.Device);

    /// <summary>A tensor on the device of the weights.</summary>
    public Tensor From(float[] values, params long[] shape) => tensor(values).reshape(shape).to(Composer.Device);

    public Tensor Forward(Tensor probe) => Module.forward(probe);

    /// <summary>The dimensions of one row of the output, and that rows stay apart.</summary>
    public long[] OutputShape()
    {
        long[] shape = Forward(Random([2, .. RowShape])).shape;
        return shape.Length > 0 && shape[0] == 2
            ? shape[1..]
            : throw Unclear("it does not keep the first dimension, which counts the rows.");
    }

    public string Op(string op, params string[] inputs) => Graph.Node(op, inputs);

    public string Scalar(double value) => Graph.Constant(OnnxTensor.Scalar((float)value));

    public string Weights(Tensor tensor) => Graph.Constant(TensorValues.ToOnnx(tensor));

    public string Weights(float[] values, params long[] shape) => Graph.Constant(OnnxTensor.Of(values, shape));

    /// <summary>What a layer gives that changes no shape.</summary>
    public OnnxValue Same(string name) => new(name, RowShape);

    public OnnxValue Node(string op, long[] rowShape, string[] inputs, params (string Name, object Value)[] attributes) =>
        new(Graph.Node(op, inputs, attributes), rowShape);

    public OnnxExportException Unclear(string what) => OnnxExportException.Unclear(path, Module, what);
}
