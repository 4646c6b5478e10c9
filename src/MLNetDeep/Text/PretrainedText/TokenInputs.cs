using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;

namespace MLNetDeep.Texts;

/// <summary>What an input of a model of texts is for.</summary>
internal enum TokenRole
{
    /// <summary>Numbers of tokens.</summary>
    Ids,

    /// <summary>1 where there is a token, 0 behind the end of shorter texts.</summary>
    Mask,

    /// <summary>Which of two texts a token belongs to: 0, as there is one.</summary>
    Segment,

    /// <summary>The places 0, 1, 2 …</summary>
    Position,
}

/// <summary>Finds what the inputs of a model of texts are for, by the names that exporters give them.</summary>
internal static class TokenInputs
{
    /// <summary>Each input, what it is for, and the type of its numbers.</summary>
    /// <exception cref="InvalidDataException">It is no model of texts.</exception>
    public static IReadOnlyList<(string Name, TokenRole Role, ScalarType Type)> Of(IReadOnlyList<GraphPort> inputs)
    {
        var wrong = inputs.Where(input => TensorValues.TypeOf(input.Element) is not (ScalarType.Int64 or ScalarType.Int32) || (input.Shape is { } shape && shape.Count != 2)).ToList();
        if (inputs.Count == 0 || wrong.Count > 0)
            throw new InvalidDataException($"a model of texts takes numbers of tokens [rows, places], but it takes {string.Join(", ", inputs.Select(Describe))}");
        if (inputs.FirstOrDefault(input => input.Shape is { } shape && (shape[0] > 0 || shape[1] > 0)) is { } bound)
            throw new InvalidDataException($"its input {Describe(bound)} is for so many rows or tokens alone; export it with dynamic axes");
        var found = inputs.Select(input => (input.Name, Role: RoleOf(input.Name), TensorValues.TypeOf(input.Element)!.Value)).ToList();
        if (found.Count(input => input.Role == TokenRole.Ids) != 1)
            throw new InvalidDataException($"one of its inputs must be the numbers of tokens, such as input_ids, but they are {string.Join(", ", inputs.Select(Describe))}");
        return found;
    }

    private static TokenRole RoleOf(string name) => name.ToLowerInvariant() switch
    {
        var lower when lower.Contains("mask", StringComparison.Ordinal) => TokenRole.Mask,
        var lower when lower.Contains("type", StringComparison.Ordinal) || lower.Contains("segment", StringComparison.Ordinal) => TokenRole.Segment,
        var lower when lower.Contains("position", StringComparison.Ordinal) => TokenRole.Position,
        _ => TokenRole.Ids,
    };

    private static string Describe(GraphPort input) => $"'{input.Name}' ({input.Element}{(input.Shape is { } shape ? $" [{string.Join(", ", shape.Select(size => size < 0 ? "?" : $"{size}"))}]" : "")})";
}
