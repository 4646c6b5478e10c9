using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>Objects of the row classes, and the generic calls that take such a class.</summary>
internal static class RowObjects
{
    public static Type Class(string name) =>
        typeof(RowObjects).Assembly.GetType($"Compat.Tests.Golden.RowClasses.{name}", throwOnError: true)!;

    /// <summary>The first class that a piece of C# source declares.</summary>
    public static Type Declared(JsonNode source)
    {
        var text = source is JsonArray lines ? string.Join('\n', lines) : source.ToString();
        return Class(text.Split("class ", 2)[1].Split(' ', '\n', ';', '{')[0]);
    }

    public static object? Make(Type type, JsonNode? row)
    {
        if (row == null)
        {
            return null;
        }

        var result = Activator.CreateInstance(type)!;
        foreach (var (name, value) in row.AsObject())
        {
            if (type.GetField(name) is { } field)
            {
                field.SetValue(result, Value(field.FieldType, value));
            }
            else if (type.GetProperty(name) is { SetMethod: not null } property)
            {
                property.SetValue(result, Value(property.PropertyType, value));
            }
        }

        return result;
    }

    /// <summary>An array of objects of a class.</summary>
    public static Array MakeAll(Type type, JsonNode rows)
    {
        var items = rows.AsArray().Select(r => Make(type, r)).ToArray();
        var result = Array.CreateInstance(type, items.Length);
        Array.Copy(items, result, items.Length);
        return result;
    }

    public static IDataView Load(MLContext ml, Type type, IEnumerable? rows) => (IDataView)Generic(nameof(LoadOf), [type], ml, rows)!;

    public static IEnumerable<object> Back(MLContext ml, Type type, IDataView view, bool reuse = false, bool ignoreMissing = false) =>
        ((IEnumerable)Generic(nameof(BackOf), [type], ml, view, reuse, ignoreMissing)!).Cast<object>();

    private static object? Generic(string method, Type[] types, params object?[] arguments)
    {
        try
        {
            var definition = typeof(RowObjects).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!;
            return definition.MakeGenericMethod(types).Invoke(null, arguments);
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    private static IDataView LoadOf<T>(MLContext ml, IEnumerable<T> rows)
        where T : class => ml.Data.LoadFromEnumerable(rows);

    private static IEnumerable<T> BackOf<T>(MLContext ml, IDataView view, bool reuse, bool ignoreMissing)
        where T : class, new() => ml.Data.CreateEnumerable<T>(view, reuse, ignoreMissing);

    private static object? Value(Type type, JsonNode? node)
    {
        if (node is null or JsonObject)
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        return node switch
        {
            JsonArray array when type.IsArray => Items(type.GetElementType()!, array),
            JsonArray array when typeof(IList).IsAssignableFrom(type) => Activator.CreateInstance(type, Items(type.GetGenericArguments()[0], array)),
            JsonArray array => TypeText.Value(new VectorDataViewType(NumberDataViewType.Single), array),
            _ when type.IsEnum => Enum.Parse(type, node.ToString()),
            _ => TypeText.Scalar(type, node),
        };
    }

    private static Array Items(Type element, JsonArray array)
    {
        var result = Array.CreateInstance(element, array.Count);
        for (var i = 0; i < array.Count; i++)
        {
            result.SetValue(Value(element, array[i]), i);
        }

        return result;
    }
}
