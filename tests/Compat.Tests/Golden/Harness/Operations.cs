using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>Calls an operation of the context that a case names by its path, with arguments by name.</summary>
/// <remarks>By reflection: a case may name what the assemblies under test do not offer, and that is an answer too.</remarks>
internal static class Operations
{
    private static readonly string[] Assemblies =
    [
        "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.Transforms", "Microsoft.ML.StandardTrainers",
        "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm", "Microsoft.ML.KMeansClustering", "Microsoft.ML.PCA",
    ];

    private static readonly Lazy<ILookup<string, MethodInfo>> Extensions = new(() => Assemblies
        .SelectMany(TypesOf)
        .Where(t => t is { IsSealed: true, IsAbstract: true, IsPublic: true })
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(m => m.IsDefined(typeof(ExtensionAttribute)))
        .ToLookup(m => m.Name));

    /// <summary>Calls <c>step.op</c> with <c>step.args</c>; a view given takes the parameter that wants one.</summary>
    public static object Invoke(MLContext ml, JsonNode step, IDataView? view = null) =>
        Invoke(ml, (string)step["op"]!, step["args"] as JsonObject ?? [], view);

    public static object Invoke(MLContext ml, string operation, JsonObject arguments, IDataView? view = null)
    {
        var path = operation.Split('.');
        object target = ml;
        foreach (var name in path[..^1])
        {
            target = target.GetType().GetProperty(name)?.GetValue(target) ?? throw new MissingOperationException(operation);
        }

        var (last, rowClass) = Split(path[^1]);
        foreach (var candidate in Candidates(target.GetType(), last))
        {
            var method = rowClass == null ? candidate : Close(candidate, rowClass);
            if (method == null)
            {
                continue;
            }

            if (Binder.TryBind(ml, method, target, arguments, view) is { } call)
            {
                return Call(call.Method, target, call.Values);
            }
        }

        throw new MissingOperationException($"{operation}({string.Join(", ", arguments.Select(a => a.Key))})");
    }

    /// <summary>Calls an operation with arguments given in C#.</summary>
    public static T Invoke<T>(MLContext ml, string operation, IDataView? view, params (string Name, JsonNode? Value)[] arguments) =>
        (T)Invoke(ml, operation, new JsonObject(arguments.Select(a => KeyValuePair.Create(a.Name, a.Value))), view);

    // Data.LoadFromTextFile<IrisLike>: a generic method closed over one of the row classes.
    private static (string Name, Type? RowClass) Split(string name) => name.Split('<', '>') is [var method, var type, _]
        ? (method, RowObjects.Class(type))
        : (name, null);

    private static MethodInfo? Close(MethodInfo method, Type rowClass) =>
        method.IsGenericMethodDefinition && method.GetGenericArguments().Length == 1 ? method.MakeGenericMethod(rowClass) : null;

    private static IEnumerable<MethodInfo> Candidates(Type type, string name) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Where(m => m.Name == name)
        .Concat(Extensions.Value[name].Where(m => m.GetParameters()[0].ParameterType.IsAssignableFrom(type)))
        .OrderBy(m => m.IsGenericMethodDefinition)
        .ThenBy(m => m.GetParameters().Length);

    private static object Call(MethodInfo method, object target, object?[] values)
    {
        try
        {
            return method.Invoke(method.IsStatic ? null : target, values)!;
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    private static Type[] TypesOf(string assembly)
    {
        try
        {
            return Assembly.Load(assembly).GetExportedTypes();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
