using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>JSON to what a parameter or a field of an options class wants.</summary>
internal static class Arguments
{
    public static object? Convert(MLContext ml, JsonNode? node, Type type)
    {
        if (node == null)
        {
            return type.IsValueType && Nullable.GetUnderlyingType(type) == null ? throw new NotThisOverloadException() : null;
        }

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return node switch
        {
            JsonValue value => Scalar(value, plain),
            JsonArray array => Items(ml, array, plain),
            JsonObject o => Object(ml, o, plain),
            _ => throw new NotThisOverloadException(),
        };
    }

    private static object Scalar(JsonValue value, Type type)
    {
        var kind = value.GetValueKind();
        var text = value.ToString();
        if (kind == JsonValueKind.String)
        {
            return type == typeof(string) ? text
                : type == typeof(char) && text.Length == 1 ? text[0]
                : type.IsEnum && Enum.IsDefined(type, text) ? Enum.Parse(type, text)
                : type == typeof(float) || type == typeof(double) ? System.Convert.ChangeType(text, type, CultureInfo.InvariantCulture)
                : throw new NotThisOverloadException();
        }

        return (kind is JsonValueKind.True or JsonValueKind.False) == (type == typeof(bool)) && type.IsPrimitive && type != typeof(char)
            ? System.Convert.ChangeType(text, type, CultureInfo.InvariantCulture)
            : throw new NotThisOverloadException();
    }

    private static object Items(MLContext ml, JsonArray array, Type type)
    {
        if (type == typeof(InputOutputColumnPair))
        {
            return new InputOutputColumnPair((string)array[0]!, (string?)array.ElementAtOrDefault(1));
        }

        var element = type.IsArray ? type.GetElementType()!
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>) ? type.GetGenericArguments()[0]
            : throw new NotThisOverloadException();
        var items = Array.CreateInstance(element, array.Count);
        for (var i = 0; i < array.Count; i++)
        {
            items.SetValue(Convert(ml, array[i], element), i);
        }

        return items;
    }

    private static object Object(MLContext ml, JsonObject o, Type type)
    {
        if (type == typeof(IDataView) && o.ContainsKey("columns"))
        {
            return new JsonView(o);
        }

        if (o.ContainsKey("op"))
        {
            var value = Operations.Invoke(ml, o);
            return type.IsInstanceOfType(value) ? value : throw new NotThisOverloadException();
        }

        return o["index"] is { } index ? Construct(type, (string)o["Name"]!, (string)o["DataKind"]!, (int)index) : Options(ml, o, type);
    }

    // A column of a text loader in the short form: name, kind and index.
    private static object Construct(Type type, string name, string kind, int index) =>
        Activator.CreateInstance(type, name, Enum.Parse<DataKind>(kind), index)!;

    private static object Options(MLContext ml, JsonObject o, Type type)
    {
        if (type.IsPrimitive || type == typeof(string) || type.IsAbstract || type.GetConstructor(Type.EmptyTypes) == null)
        {
            throw new NotThisOverloadException();
        }

        var options = Activator.CreateInstance(type)!;
        foreach (var (name, value) in o)
        {
            Set(ml, options, name, value);
        }

        return options;
    }

    private static void Set(MLContext ml, object options, string name, JsonNode? value)
    {
        const BindingFlags Members = BindingFlags.Public | BindingFlags.Instance | BindingFlags.FlattenHierarchy;
        if (options.GetType().GetField(name, Members) is { } field)
        {
            field.SetValue(options, Convert(ml, value, field.FieldType));
        }
        else if (options.GetType().GetProperty(name, Members) is { } property)
        {
            property.SetValue(options, Convert(ml, value, property.PropertyType));
        }
        else
        {
            throw new MissingOperationException($"{options.GetType()}.{name}");
        }
    }
}
