using MLNetDeep.Onnx.Graph;

namespace MLNetDeep.Onnx.Reading;

/// <summary>A model as an ONNX file has it.</summary>
/// <param name="Opset">The version of ONNX's own operators.</param>
/// <param name="Nodes">The operations, in an order in which they can be done.</param>
/// <param name="Tensors">The tensors that the file holds, by their names.</param>
/// <param name="Inputs">What is given to it; tensors of the file left out.</param>
/// <param name="Outputs">What it gives.</param>
internal sealed record OnnxModel(
    long Opset, IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, OnnxTensor> Tensors, IReadOnlyList<GraphPort> Inputs, IReadOnlyList<GraphPort> Outputs);

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">Its dimensions, -1 for one that is not said; null where the file says none.</param>
internal sealed record GraphPort(string Name, OnnxElement Element, IReadOnlyList<long>? Shape);

/// <summary>One operation.</summary>
/// <param name="Op">The operator.</param>
/// <param name="Domain">Whose operator; empty for ONNX's own.</param>
/// <param name="Name">The node's name; may be empty.</param>
/// <param name="Inputs">The names of what it takes; an empty one for what is left out.</param>
/// <param name="Outputs">The names of what it gives.</param>
/// <param name="Attributes">Its attributes: float, long, string, <see cref="OnnxTensor"/>, or arrays of the first three.</param>
internal sealed record OnnxNode(
    string Op, string Domain, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, object> Attributes)
{
    /// <summary>How messages call it.</summary>
    public string Title => $"'{(Name.Length > 0 ? Name : Outputs.Count > 0 ? Outputs[0] : "?")}' ({(Domain.Length > 0 ? $"{Domain}." : "")}{Op})";

    /// <summary>The name of an input; null where it is left out.</summary>
    public string? Input(int index) => index < Inputs.Count && Inputs[index].Length > 0 ? Inputs[index] : null;

    public bool Has(string attribute) => Attributes.ContainsKey(attribute);

    public long Integer(string attribute, long otherwise) => Attributes.TryGetValue(attribute, out var value) ? value switch
    {
        long integer => integer,
        _ => throw Wrong(attribute, value, "a whole number"),
    } : otherwise;

    public float Real(string attribute, float otherwise) => Attributes.TryGetValue(attribute, out var value) ? value switch
    {
        float real => real,
        long integer => integer,
        _ => throw Wrong(attribute, value, "a number"),
    } : otherwise;

    public string Text(string attribute, string otherwise) => Attributes.TryGetValue(attribute, out var value)
        ? value as string ?? throw Wrong(attribute, value, "a text")
        : otherwise;

    /// <summary>An attribute of whole numbers; null where it is not given.</summary>
    public long[]? Integers(string attribute) => Attributes.TryGetValue(attribute, out var value) ? value switch
    {
        long[] integers => integers,
        // What is empty says nothing of its type.
        float[] { Length: 0 } or string[] { Length: 0 } => [],
        _ => throw Wrong(attribute, value, "whole numbers"),
    } : null;

    private InvalidDataException Wrong(string attribute, object value, string wanted) =>
        new($"the attribute '{attribute}' of node {Title} is {value.GetType().Name}, not {wanted}");
}
