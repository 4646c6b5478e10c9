using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetDeep.Inputs;

namespace MLNetDeep;

/// <summary>The inputs of a network that takes several.</summary>
[CollectionBuilder(typeof(InputParts), nameof(Create))]
[JsonConverter(typeof(InputPartsConverter))]
public sealed class InputParts : IReadOnlyList<InputPart>, IEquatable<InputParts>
{
    private const string AllOthers = "*";
    private readonly InputPart[] _parts;

    private InputParts(InputPart[] parts) => _parts = parts;

    /// <summary>How many.</summary>
    public int Count => _parts.Length;

    /// <summary>One of them.</summary>
    public InputPart this[int index] => _parts[index];

    /// <summary>Makes a list of these.</summary>
    public static InputParts Create(ReadOnlySpan<InputPart> parts) => new(parts.ToArray());

    /// <summary>
    /// Reads a list as it is written on a command line: columns, with + between them, and the architecture that takes them, as in
    /// <c>Photo=cnn, Title=textcnn, Price+Rooms=mlp</c>; * for all other columns that suit.
    /// </summary>
    /// <exception cref="FormatException">It is written otherwise, or there is no such architecture.</exception>
    public static InputParts Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One)]);
    }

    /// <inheritdoc/>
    public IEnumerator<InputPart> GetEnumerator() => ((IEnumerable<InputPart>)_parts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _parts.GetEnumerator();

    /// <summary>Whether both say the same, options included.</summary>
    public bool Equals(InputParts? other) => other is not null && JsonSerializer.Serialize(this) == JsonSerializer.Serialize(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as InputParts);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <summary>As <see cref="Parse"/> reads it, without the options of the parts.</summary>
    public override string ToString() => string.Join(", ", _parts.Select(part =>
        $"{(part.Columns is { } columns ? string.Join('+', columns) : AllOthers)}={part.Architecture?.Key ?? part.Kind.Key}"));

    /// <summary>A copy with parts of its own.</summary>
    internal InputParts Clone() => new([.. _parts.Select(part => part.Copy())]);

    private static InputPart One(string text)
    {
        var at = text.LastIndexOf('=');
        if (at <= 0 || at == text.Length - 1) throw new FormatException($"'{text}' is not columns=architecture, such as Photo=cnn or Price+Rooms=mlp.");
        var (columns, key) = (text[..at].Trim(), text[(at + 1)..].Trim());
        var architecture = ArchitectureRegistry.All.FirstOrDefault(a => a.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"'{text}': there is no architecture '{key}'. Known: {string.Join(", ", ArchitectureRegistry.All.Select(a => a.Key))}.");
        var options = architecture.CreateOptions();
        return columns == AllOthers ? InputPart.AllOthers(options) : new InputPart(columns.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), options);
    }
}
