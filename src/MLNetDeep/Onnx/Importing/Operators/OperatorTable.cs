using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>What a node does with its inputs, one of them null where it is left out.</summary>
internal delegate Tensor[] Operation(Tensor?[] inputs);

/// <summary>
/// Operators of ONNX, as they are in opset 17, in terms of libtorch: from a node to what it does. Nodes with weights that learn become modules (see
/// <see cref="GraphLayers"/>); all others are done as is said here. Each is compared with ONNX Runtime in a test.
/// </summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Func<OnnxNode, Operation>> _operators = Collect(
        ElementwiseOperators.All, ComparisonOperators.All, ReductionOperators.All, MatrixOperators.All, ShapeOperators.All, SelectionOperators.All, WindowOperators.All,
        NormOperators.All, RecurrentOperators.All);

    /// <summary>The names of all operators that are offered.</summary>
    public static IReadOnlyCollection<string> Names => _operators.Keys;

    /// <summary>What a node does.</summary>
    /// <exception cref="NotSupportedException">Its operator is not offered.</exception>
    public static Operation Get(OnnxNode node) => node.Domain.Length == 0 && _operators.TryGetValue(node.Op, out var make)
        ? make(node)
        : throw new NotSupportedException($"node {node.Title} has an operator that is not offered; offered are {string.Join(", ", Names.Order(StringComparer.Ordinal))}");

    private static Dictionary<string, Func<OnnxNode, Operation>> Collect(params IReadOnlyDictionary<string, Func<OnnxNode, Operation>>[] parts) =>
        parts.SelectMany(part => part).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>An operator of one input without attributes.</summary>
    public static Func<OnnxNode, Operation> Unary(Func<Tensor, Tensor> compute) => _ => inputs => [compute(inputs[0]!)];

    /// <summary>An operator of two inputs, which are brought to one device, without attributes.</summary>
    public static Func<OnnxNode, Operation> Binary(Func<Tensor, Tensor, Tensor> compute) => _ => inputs =>
    {
        var (left, right) = Together(inputs[0]!, inputs[1]!);
        return [compute(left, right)];
    };

    // Shapes, and what is computed of them, are on the CPU.
    public static (Tensor, Tensor) Together(Tensor left, Tensor right) =>
        left.device.type == right.device.type ? (left, right)
        : left.device.type == TorchSharp.DeviceType.CPU ? (left.to(right.device), right)
        : (left, right.to(left.device));

    /// <summary>The shape that two spread to together; torch.broadcast_shapes knows those of one length only.</summary>
    public static long[] Spread(IReadOnlyList<long> left, IReadOnlyList<long> right)
    {
        var shape = new long[Math.Max(left.Count, right.Count)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (one, other) = (i <= left.Count ? left[^i] : 1, i <= right.Count ? right[^i] : 1);
            if (one != other && one != 1 && other != 1) throw new InvalidDataException($"[{string.Join(", ", left)}] and [{string.Join(", ", right)}] do not spread to one shape");
            shape[^i] = one == 1 ? other : one;
        }
        return shape;
    }

    /// <summary>Whole numbers out of a tensor that gives a shape, axes or places.</summary>
    public static long[] Longs(Tensor tensor) => tensor.to(ScalarType.Int64).cpu().contiguous().data<long>().ToArray();
}
