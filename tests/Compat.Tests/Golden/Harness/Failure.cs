using System.Reflection;
using System.Text.Json.Nodes;

namespace Compat.Tests.Golden;

/// <summary>An exception in the recorded form, with the step at which it came.</summary>
internal static class Failure
{
    /// <summary>Runs an action; an exception becomes <c>{"throws": …}</c>.</summary>
    public static JsonNode? Try(string at, Func<JsonNode?> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is not MissingOperationException)
        {
            return new JsonObject { ["throws"] = Of(e, at) };
        }
    }

    public static JsonObject Of(Exception exception, string? at)
    {
        var e = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
        var result = new JsonObject();
        if (at != null)
        {
            result["at"] = at;
        }

        result["type"] = e.GetType().FullName;
        if (e is ArgumentException { ParamName: { } param })
        {
            result["param"] = param;
        }

        result["message"] = Scratch.CutPaths(e.Message);
        if (e.InnerException != null)
        {
            result["inner"] = Of(e.InnerException, null);
        }

        return result;
    }
}

/// <summary>The chain of steps, and at which of them we are when an exception comes.</summary>
internal sealed class Phase(string at)
{
    public string At { get; set; } = at;
}

/// <summary>An operation that the assemblies under test do not offer.</summary>
internal sealed class MissingOperationException(string operation) : Exception($"not offered: {operation}");
