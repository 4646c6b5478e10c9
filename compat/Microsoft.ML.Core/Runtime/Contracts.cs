using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Runtime;

/// <summary>
/// Checks, and the exceptions that they throw. One place decides which exception is thrown for what: a bad argument
/// is an <see cref="ArgumentOutOfRangeException"/>, a bad state an <see cref="InvalidOperationException"/>, a bad file
/// a <see cref="FormatException"/>.
/// </summary>
internal static partial class Contracts
{
    public static void Check([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition)
            throw Except();
    }

    public static void Check([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
            throw Except(message);
    }

    public static void Check(this IExceptionContext? ectx, [DoesNotReturnIf(false)] bool condition)
    {
        if (!condition)
            throw ectx.Except();
    }

    public static void Check(this IExceptionContext? ectx, [DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
            throw ectx.Except(message);
    }

    public static void CheckParam([DoesNotReturnIf(false)] bool condition, string paramName, string? message = null)
        => CheckParam(null, condition, paramName, message);

    public static void CheckParam(
        this IExceptionContext? ectx, [DoesNotReturnIf(false)] bool condition, string paramName, string? message = null)
    {
        if (!condition)
            throw ectx.ExceptParam(paramName, message);
    }

    public static void CheckUserArg([DoesNotReturnIf(false)] bool condition, string name, string? message = null)
        => CheckParam(null, condition, name, message);

    public static void CheckUserArg(
        this IExceptionContext? ectx, [DoesNotReturnIf(false)] bool condition, string name, string? message = null)
        => CheckParam(ectx, condition, name, message);

    public static void CheckValue<T>([NotNull] T? value, string paramName) where T : class
        => CheckValue(null, value, paramName);

    public static void CheckValue<T>(this IExceptionContext? ectx, [NotNull] T? value, string paramName) where T : class
    {
        if (value == null)
            throw ectx.ExceptValue(paramName);
    }

    public static void CheckNonEmpty([NotNull] string? value, string paramName)
        => CheckNonEmpty(null, value, paramName);

    public static void CheckNonEmpty(
        this IExceptionContext? ectx, [NotNull] string? value, string paramName, string? message = null)
    {
        if (string.IsNullOrEmpty(value))
            throw ectx.ExceptParam(paramName, message ?? $"{paramName} cannot be null or empty");
    }

    public static void CheckNonEmpty<T>([NotNull] ICollection<T>? value, string paramName)
        => CheckNonEmpty(null, value, paramName);

    public static void CheckNonEmpty<T>(
        this IExceptionContext? ectx, [NotNull] ICollection<T>? value, string paramName, string? message = null)
    {
        if (value == null || value.Count == 0)
            throw ectx.ExceptParam(paramName, message ?? $"{paramName} cannot be null or empty");
    }

    public static void CheckNonWhiteSpace([NotNull] string? value, string paramName)
        => CheckNonWhiteSpace(null, value, paramName);

    public static void CheckNonWhiteSpace(this IExceptionContext? ectx, [NotNull] string? value, string paramName)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw ectx.ExceptParam(paramName, $"{paramName} cannot be null or white space");
    }

    public static void CheckDecode([DoesNotReturnIf(false)] bool condition, string? message = null)
        => CheckDecode(null, condition, message);

    public static void CheckDecode(
        this IExceptionContext? ectx, [DoesNotReturnIf(false)] bool condition, string? message = null)
    {
        if (!condition)
            throw ectx.ExceptDecode(message ?? "Corrupt model file");
    }

    [Conditional("DEBUG")]
    public static void Assert([DoesNotReturnIf(false)] bool condition, string? message = null)
        => Debug.Assert(condition, message);
}
