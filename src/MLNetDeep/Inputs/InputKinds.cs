using System.Text.Json.Nodes;

namespace MLNetDeep.Inputs;

/// <summary>Finds the kinds of input by scanning assemblies, as architectures are found.</summary>
internal static class InputKinds
{
    /// <summary>All of them, in the order of their keys.</summary>
    public static IReadOnlyList<InputKind> All => Scanned<InputKind>.All(kind => kind.Key);

    /// <summary>The one with this key.</summary>
    public static InputKind Get(string key) => All.FirstOrDefault(kind => kind.Key == key)
        ?? throw new InvalidDataException($"the kind of input '{key}' is not known; known are {string.Join(", ", All.Select(kind => kind.Key))}");

    /// <summary>The one whose architectures take this shape.</summary>
    public static InputKind OfShape(Type shape) => All.Concat(Scanned<InputKind>.In(shape.Assembly)).FirstOrDefault(kind => kind.ShapeType == shape)
        ?? throw new InvalidOperationException($"No kind of input has the shape {shape.Name}; there must be one in its assembly.");

    /// <summary>The one whose trainers have these options; any for options that say nothing of input.</summary>
    public static InputKind OfOptions(TrainerOptions? options) => options is null ? AnyInput.Instance
        : All.FirstOrDefault(kind => kind.OptionsType != typeof(TrainerOptions) && kind.OptionsType.IsInstanceOfType(options)) ?? AnyInput.Instance;

    /// <summary>What was written of a network's input.</summary>
    public static InputSpec Read(JsonObject saved) => All.Select(kind => kind.Read(saved)).FirstOrDefault(spec => spec is not null)
        ?? throw new InvalidDataException("what it says of the network's input is not known");
}
