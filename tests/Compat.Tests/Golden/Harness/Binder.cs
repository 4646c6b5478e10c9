using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>Matches named arguments with the parameters of one overload.</summary>
internal static class Binder
{
    public static (MethodInfo Method, object?[] Values)? TryBind(
        MLContext ml, MethodInfo method, object target, JsonObject arguments, IDataView? view)
    {
        var parameters = method.GetParameters();
        if (arguments.Any(a => parameters.All(p => p.Name != a.Key)))
        {
            return null;
        }

        try
        {
            if (method.IsGenericMethodDefinition && Infer(ml, method, arguments) is { } closed)
            {
                (method, parameters) = (closed, closed.GetParameters());
            }

            return (method, [.. parameters.Select((p, i) => i == 0 && method.IsStatic ? target : Value(ml, p, arguments, view))]);
        }
        catch (NotThisOverloadException)
        {
            return null;
        }
    }

    private static object? Value(MLContext ml, ParameterInfo parameter, JsonObject arguments, IDataView? view)
    {
        if (arguments.TryGetPropertyValue(parameter.Name!, out var node))
        {
            return Arguments.Convert(ml, node, parameter.ParameterType);
        }

        return view != null && parameter.ParameterType == typeof(IDataView) ? view
            : parameter.HasDefaultValue ? Default(parameter)
            : parameter.IsDefined(typeof(ParamArrayAttribute)) ? Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0)
            : throw new NotThisOverloadException();
    }

    private static object? Default(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return parameter.DefaultValue is { } value && type.IsEnum ? Enum.ToObject(type, value)
            : parameter.DefaultValue ?? (type.IsValueType && Nullable.GetUnderlyingType(type) == null ? Activator.CreateInstance(type) : null);
    }

    // OneVersusAll<TModel>(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> …): the type comes from the estimator given.
    private static MethodInfo? Infer(MLContext ml, MethodInfo method, JsonObject arguments)
    {
        var found = new Dictionary<Type, Type>();
        foreach (var parameter in method.GetParameters().Where(p => p.ParameterType.ContainsGenericParameters))
        {
            if (arguments[parameter.Name!] is JsonObject node && node.ContainsKey("op"))
            {
                Unify(parameter.ParameterType, Operations.Invoke(ml, node).GetType(), found);
            }
        }

        var types = method.GetGenericArguments();
        return types.All(found.ContainsKey) ? method.MakeGenericMethod([.. types.Select(t => found[t])]) : throw new NotThisOverloadException();
    }

    private static void Unify(Type pattern, Type actual, Dictionary<Type, Type> found)
    {
        if (pattern.IsGenericParameter)
        {
            found[pattern] = actual;
            return;
        }

        var definition = pattern.GetGenericTypeDefinition();
        var match = actual.GetInterfaces().Append(actual).FirstOrDefault(t => t.IsGenericType && t.GetGenericTypeDefinition() == definition);
        if (match == null)
        {
            throw new NotThisOverloadException();
        }

        foreach (var (p, a) in pattern.GetGenericArguments().Zip(match.GetGenericArguments()))
        {
            if (p.ContainsGenericParameters)
            {
                Unify(p, a, found);
            }
        }
    }
}

/// <summary>The arguments do not fit this overload; another one may take them.</summary>
internal sealed class NotThisOverloadException : Exception;
