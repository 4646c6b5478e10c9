using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx;

/// <summary>Builds the ONNX graph of a network, one layer after the other.</summary>
public sealed class OnnxComposer
{
    private readonly Stack<(string Path, Module Module)> _parents = new();

    internal OnnxComposer(OnnxGraph graph, Device device)
    {
        Graph = graph;
        Device = device;
    }

    internal OnnxGraph Graph { get; }

    /// <summary>Where the network's weights are.</summary>
    internal Device Device { get; }

    /// <summary>Adds what a module's <c>forward</c> does in evaluation mode.</summary>
    /// <param name="module">A layer, a <c>Sequential</c>, or a module that implements <see cref="IOnnxExportable"/>.</param>
    /// <param name="input">What the module is given.</param>
    /// <exception cref="OnnxExportException">The module, or one inside it, cannot be exported.</exception>
    public OnnxValue Apply(Module<Tensor, Tensor> module, OnnxValue input)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(input);
        return Within(module, path =>
        {
            if (module is IOnnxExportable exportable)
                return exportable.Export(this, input);
            if (LayerTable.Find(module.GetType()) is { } export)
                return export(new Layer(this, module, path, input));
            throw OnnxExportException.UnknownLayer(path, module);
        });
    }

    /// <summary>Adds what is done inside a module, so that messages name its parts by their place in it.</summary>
    internal OnnxValue Within(Module module, Func<OnnxValue> export) => Within(module, _ => export());

    /// <summary>Adds the sum of two values of the same shape, as a residual connection needs it.</summary>
    public OnnxValue Add(OnnxValue left, OnnxValue right) => Elementwise("Add", left, right);

    /// <summary>Adds the product, element by element, of two values of the same shape.</summary>
    public OnnxValue Multiply(OnnxValue left, OnnxValue right) => Elementwise("Mul", left, right);

    /// <summary>Adds the values one behind the other.</summary>
    /// <param name="dim">The dimension, counted with the batch as 0, as <c>torch.cat</c> counts it.</param>
    /// <param name="values">Values that differ in size only along <paramref name="dim"/>.</param>
    public OnnxValue Concat(int dim, params OnnxValue[] values)
    {
        if (dim < 1 || dim > values[0].Shape.Count)
            throw new ArgumentOutOfRangeException(nameof(dim), dim, $"Must be from 1 to {values[0].Shape.Count}: 0 is the batch.");
        long[] shape = [.. values[0].Shape];
        shape[dim - 1] = values.Sum(value => value.Shape[dim - 1]);
        return new OnnxValue(Graph.Node("Concat", values.Select(value => value.Name), ("axis", dim)), shape);
    }

    /// <summary>Adds the columns of rows of numbers from one on, up to another.</summary>
    internal OnnxValue Columns(OnnxValue input, int first, int end)
    {
        if (first == 0 && end == input.Shape[0])
            return input;
        OnnxValue Index(long value) => new(Graph.Constant(OnnxTensor.Vector(value)), [1]);
        return Node("Slice", [end - first], [input, Index(first), Index(end), Index(1)]);
    }

    /// <summary>Adds the same elements in another shape.</summary>
    /// <param name="value">What to reshape.</param>
    /// <param name="rowShape">The new dimensions of one row.</param>
    public OnnxValue Reshape(OnnxValue value, params long[] rowShape)
    {
        if (rowShape.SequenceEqual(value.Shape))
            return value;
        string shape = Graph.Constant(OnnxTensor.Vector([-1, .. rowShape]));
        return new OnnxValue(Graph.Node("Reshape", [value.Name, shape]), rowShape);
    }

    /// <summary>Adds a tensor that the network holds, a parameter for example.</summary>
    /// <param name="tensor">Its present values are copied.</param>
    /// <returns>A value whose shape is the whole shape of the tensor: it has no batch.</returns>
    public OnnxValue Constant(Tensor tensor) =>
        new(Graph.Constant(TensorValues.ToOnnx(tensor)), tensor.shape);

    /// <summary>Adds a single number, which operators spread over the other value's shape.</summary>
    /// <param name="value">The number, stored as 32-bit float.</param>
    /// <returns>A value whose shape is empty.</returns>
    public OnnxValue Constant(double value) => new(Graph.Constant(OnnxTensor.Scalar((float)value)), []);

    /// <summary>Adds any operator of ONNX opset 17.</summary>
    /// <param name="op">The operator's name.</param>
    /// <param name="rowShape">The dimensions of one row of what it gives.</param>
    /// <param name="inputs">What it is given.</param>
    /// <param name="attributes">Its attributes: float, int, long, bool, string, or arrays of float, long, string.</param>
    public OnnxValue Node(string op, IReadOnlyList<long> rowShape, IEnumerable<OnnxValue> inputs,
        params (string Name, object Value)[] attributes) =>
        new(Graph.Node(op, inputs.Select(input => input.Name), attributes), [.. rowShape]);

    private OnnxValue Elementwise(string op, OnnxValue left, OnnxValue right)
    {
        if (!left.Shape.SequenceEqual(right.Shape))
        {
            throw new ArgumentException(
                $"Both must have one shape, but they have [{string.Join(", ", left.Shape)}] and [{string.Join(", ", right.Shape)}].");
        }
        return new OnnxValue(Graph.Node(op, [left.Name, right.Name]), [.. left.Shape]);
    }

    private OnnxValue Within(Module module, Func<string, OnnxValue> export)
    {
        string path = PathOf(module);
        _parents.Push((path, module));
        try
        {
            return export(path);
        }
        finally
        {
            _parents.Pop();
        }
    }

    private string PathOf(Module module)
    {
        if (_parents.Count == 0)
            return "";
        var (path, parent) = _parents.Peek();
        string name = parent.named_children().FirstOrDefault(child => ReferenceEquals(child.Item2, module)).Item1 ?? "?";
        return path.Length == 0 ? name : $"{path}.{name}";
    }
}
