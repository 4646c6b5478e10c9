using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>One input or output of a model, seen from a data view.</summary>
/// <param name="Name">The model's name of it, which is the column's name too.</param>
/// <param name="Shape">Its dimensions, unknown ones taken as 1, as one row is scored at a time.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Type">The type of the column.</param>
internal sealed record OnnxVariable(string Name, long[] Shape, OnnxElementType Element, DataViewType Type)
{
    public int Count => (int)Shape.Aggregate(1L, (product, dim) => product * dim);
}

/// <summary>A model's bytes, the session over them, and what goes in and comes out.</summary>
internal sealed class OnnxModel : IDisposable
{
    public OnnxModel(byte[] bytes, OnnxOptions options)
    {
        Bytes = bytes;
        // A GPU needs another ONNX Runtime than the one this stack finds.
        if (options.GpuDeviceId is int gpu && !options.FallbackToCpu)
            throw new OnnxRuntimeException(11, $"CUDA execution provider is not enabled in this build (GPU {gpu}).");
        // One thread a session: rows are small, and callers run them in parallel.
        Session = new OrtSession(bytes, options.IntraOpNumThreads ?? 1, options.InterOpNumThreads ?? 1);
        Inputs = Describe(Session.Inputs, options.ShapeDictionary);
        Outputs = Describe(Session.Outputs, options.ShapeDictionary);
    }

    public byte[] Bytes { get; }

    public OrtSession Session { get; }

    public OnnxVariable[] Inputs { get; }

    public OnnxVariable[] Outputs { get; }

    public OnnxVariable GetInput(string name) =>
        Inputs.FirstOrDefault(input => input.Name == name) ?? throw Contracts.ExceptParam(nameof(name),
            $"Input tensor, {name}, does not exist in the ONNX model. " +
            $"Available input names are [{string.Join(",", Inputs.Select(input => input.Name))}]. " +
            "Available initializers are []");

    public OnnxVariable GetOutput(string name) =>
        Outputs.FirstOrDefault(output => output.Name == name) ?? throw Contracts.ExceptParam(nameof(name),
            $"Ouput tensor, {name}, does not exist in the ONNX model. " +
            $"Available output names are [{string.Join(",", Outputs.Select(output => output.Name))}].");

    public void Dispose() => Session.Dispose();

    private static OnnxVariable[] Describe(OrtNode[] nodes, IDictionary<string, int[]>? shapes) =>
        [.. nodes.Where(IsUsed).Select(node => Describe(node, shapes))];

    /// <summary>ML.NET's own exporter adds inputs and outputs that only keep a column's place.</summary>
    private static bool IsUsed(OrtNode node) =>
        !node.Name.StartsWith("mlnet.", StringComparison.Ordinal)
        || !(node.Name.EndsWith(".unusedInput", StringComparison.Ordinal)
            || node.Name.EndsWith(".unusedOutput", StringComparison.Ordinal));

    private static OnnxVariable Describe(OrtNode node, IDictionary<string, int[]>? shapes)
    {
        if (node.Dimensions is null)
            throw Contracts.ExceptNotSupp($"'{node.Name}' is not a tensor: sequences and maps are not supported.");
        var item = OnnxElements.ItemType(node.Type);
        long[] dims = node.Dimensions;
        if (shapes is not null && shapes.TryGetValue(node.Name, out int[]? given))
        {
            if (!AreCompatible(given, dims))
            {
                throw Contracts.ExceptParam(nameof(shapes),
                    $"The specified shape {string.Join(",", given)} is not compatible with the shape " +
                    $"{string.Join(",", dims)} loaded from the ONNX model file. Only unknown dimension can replace or " +
                    "be replaced by another dimension.");
            }
            dims = [.. given.Select(dim => (long)dim)];
        }
        long[] shape = dims.Length == 0 ? [1] : [.. dims.Select(dim => Math.Max(dim, 1))];
        // An unknown batch is one row; another unknown dimension makes a vector of unknown size.
        bool known = dims.Skip(1).All(dim => dim > 0);
        DataViewType type = dims.Length == 0 ? item
            : known ? new VectorDataViewType(item, shape.Select(dim => (int)dim).ToArray())
            : new VectorDataViewType(item, 0);
        return new OnnxVariable(node.Name, shape, node.Type, type);
    }

    private static bool AreCompatible(int[] left, long[] right) =>
        left.Length == right.Length && left.Zip(right).All(d => d.First == d.Second || d.First <= 0 || d.Second <= 0);
}

/// <summary>What the element types of tensors are in a data view.</summary>
internal static class OnnxElements
{
    public static PrimitiveDataViewType ItemType(OnnxElementType element) => element switch
    {
        OnnxElementType.Float => NumberDataViewType.Single,
        OnnxElementType.Double => NumberDataViewType.Double,
        OnnxElementType.Int8 => NumberDataViewType.SByte,
        OnnxElementType.UInt8 => NumberDataViewType.Byte,
        OnnxElementType.Int16 => NumberDataViewType.Int16,
        OnnxElementType.UInt16 => NumberDataViewType.UInt16,
        OnnxElementType.Int32 => NumberDataViewType.Int32,
        OnnxElementType.UInt32 => NumberDataViewType.UInt32,
        OnnxElementType.Int64 => NumberDataViewType.Int64,
        OnnxElementType.UInt64 => NumberDataViewType.UInt64,
        OnnxElementType.Bool => BooleanDataViewType.Instance,
        OnnxElementType.String => TextDataViewType.Instance,
        _ => throw Contracts.Except($"Unsupported ONNX scalar type: {element}"),
    };
}
