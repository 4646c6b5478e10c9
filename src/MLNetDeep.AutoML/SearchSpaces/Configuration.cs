using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>Values for the hyperparameters of a trial, by name. Two are equal where they hold the same values.</summary>
public sealed class Configuration : IEquatable<Configuration>
{
    // Names mostly come in their order: each is put behind the last one.
    private readonly SortedList<string, object> _values;

    /// <summary>A configuration of these values.</summary>
    /// <param name="values">By name: <see cref="double"/> for real numbers, <see cref="int"/> for whole ones, and what choices are.</param>
    public Configuration(IEnumerable<KeyValuePair<string, object>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = new SortedList<string, object>(values.TryGetNonEnumeratedCount(out int count) ? count : 0, StringComparer.Ordinal);
        foreach (var (name, value) in values)
            _values.Add(name, value);
    }

    /// <summary>One without values: the defaults of whatever it is for.</summary>
    public static Configuration Empty { get; } = new([]);

    /// <summary>The values, by name.</summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <summary>The value of a hyperparameter.</summary>
    /// <exception cref="KeyNotFoundException">It has none here.</exception>
    public object this[string name] => _values.TryGetValue(name, out object? value) ? value : throw new KeyNotFoundException($"The configuration has no value for '{name}'; it has {string.Join(", ", _values.Keys)}.");

    /// <summary>The value of a hyperparameter, where it has one here.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out object? value) => _values.TryGetValue(name, out value);

    /// <summary>A copy with another value.</summary>
    public Configuration With(string name, object value) => new(_values.Where(v => v.Key != name).Append(KeyValuePair.Create(name, value)));

    /// <summary>As a JSON object, the names in their order; a real number always has a point or an exponent.</summary>
    public string ToJson()
    {
        var json = new JsonObject();
        foreach (var (name, value) in _values)
            json[name] = value switch
            {
                bool flag => flag,
                int number => number,
                double number => JsonNode.Parse(Real(number)),
                _ => (string)value,
            };
        return json.ToJsonString();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is not such an object.</exception>
    public static Configuration FromJson(string json)
    {
        // Stores have thousands of them: the plain way first, and the one that says what is wrong where it finds something else.
        if (ConfigurationJson.TryRead(json) is { } values)
            return new Configuration(values);
        try
        {
            return new Configuration((JsonNode.Parse(json) as JsonObject ?? throw new FormatException("A configuration is a JSON object."))
                .Select(p => KeyValuePair.Create(p.Key, ValueOf(p.Key, p.Value))));
        }
        catch (JsonException e)
        {
            throw new FormatException($"The configuration is no JSON: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public bool Equals(Configuration? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Configuration);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(17, (hash, v) => HashCode.Combine(hash, v.Key, v.Value));

    /// <summary>The values for people: <c>LearningRate=0.001, Width=64</c>.</summary>
    public override string ToString() => string.Join(", ", _values.Select(v => Invariant($"{v.Key}={(v.Value is double number ? (object)$"{number:G4}" : v.Value)}")));

    /// <summary>A real number as JSON, with a point or an exponent.</summary>
    internal static string Real(double number)
    {
        string text = number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny(".eE") < 0 ? text + ".0" : text;
    }

    private static object ValueOf(string name, JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.ToJsonString() is var text && text.AsSpan().IndexOfAny(".eE") < 0 && int.TryParse(text, out int number)
            ? (object)number // not as the double that both would be
            : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new FormatException($"The value of '{name}' must be text, a number or a flag, but is {value?.ToJsonString() ?? "null"}."),
    };
}
