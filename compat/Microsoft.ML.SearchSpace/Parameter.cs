using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SearchSpace;

/// <summary>A value as JSON has them: a number, text, a flag, or values by name.</summary>
[JsonConverter(typeof(ParameterConverter))]
public sealed class Parameter : IEquatable<Parameter>
{
    internal static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    internal Parameter(object value, ParameterType type) => (Value, ParameterType) = (value, type);

    public ParameterType ParameterType { get; }

    internal object Value { get; }

    private Dictionary<string, Parameter> Nested => Value as Dictionary<string, Parameter>;

    public static Parameter CreateNestedParameter(params KeyValuePair<string, Parameter>[] parameters) => new(new Dictionary<string, Parameter>(parameters), ParameterType.Object);

    public static Parameter FromInt(int value) => new(value, ParameterType.Integer);

    public static Parameter FromDouble(double value) => new(value, ParameterType.Number);

    public static Parameter FromFloat(float value) => new(value, ParameterType.Number);

    public static Parameter FromBool(bool value) => new(value, ParameterType.Bool);

    public static Parameter FromString(string value) => new(value, ParameterType.String);

    public static Parameter FromObject<T>(T value)
        where T : class => JsonSerializer.Deserialize<Parameter>(JsonSerializer.Serialize(value, Json));

    public ICollection<string> Keys => Nested.Keys;

    public Parameter this[string key]
    {
        get => Nested[key];
        set => Nested[key] = value;
    }

    public bool ContainsKey(string key) => Nested.ContainsKey(key);

    public T AsType<T>() => Value is T same ? same : JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(this, Json), Json);

    public bool Equals(Parameter other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => JsonSerializer.Serialize(this);

    internal static Parameter Of(object value) => value switch
    {
        int number => FromInt(number),
        double number => FromDouble(number),
        float number => FromFloat(number),
        bool flag => FromBool(flag),
        string text => FromString(text),
        Enum member => FromString(member.ToString()),
        _ => FromObject(value),
    };
}
