namespace Microsoft.ML.Runtime;

internal static partial class Contracts
{
    public static Exception Process(Exception e, IExceptionContext? ectx = null) => ectx == null ? e : ectx.Process(e);

    public static Exception Except() => new InvalidOperationException();

    public static Exception Except(string message) => new InvalidOperationException(message);

    public static Exception Except(Exception inner, string message) => new InvalidOperationException(message, inner);

    public static Exception Except(this IExceptionContext? ectx) => Process(Except(), ectx);

    public static Exception Except(this IExceptionContext? ectx, string message) => Process(Except(message), ectx);

    public static Exception Except(this IExceptionContext? ectx, Exception? inner, string message)
        => Process(new InvalidOperationException(message, inner), ectx);

    public static Exception ExceptParam(string paramName, string? message = null) => ExceptParam(null, paramName, message);

    public static Exception ExceptParam(this IExceptionContext? ectx, string paramName, string? message = null)
        => Process(
            message == null ? new ArgumentOutOfRangeException(paramName) : new ArgumentOutOfRangeException(paramName, message),
            ectx);

    public static Exception ExceptUserArg(string name, string? message = null) => ExceptParam(null, name, message);

    public static Exception ExceptUserArg(this IExceptionContext? ectx, string name, string? message = null)
        => ExceptParam(ectx, name, message);

    public static Exception ExceptValue(string paramName) => new ArgumentNullException(paramName);

    public static Exception ExceptValue(this IExceptionContext? ectx, string paramName)
        => Process(ExceptValue(paramName), ectx);

    public static Exception ExceptDecode(string message) => new FormatException(message);

    public static Exception ExceptDecode(this IExceptionContext? ectx, string message)
        => Process(ExceptDecode(message), ectx);

    public static Exception ExceptDecode(this IExceptionContext? ectx, Exception inner, string message)
        => Process(new FormatException(message, inner), ectx);

    public static Exception ExceptNotSupp(string? message = null) => ExceptNotSupp(null, message);

    public static Exception ExceptNotSupp(this IExceptionContext? ectx, string? message = null)
        => Process(message == null ? new NotSupportedException() : new NotSupportedException(message), ectx);

    /// <summary>A column is missing.</summary>
    public static Exception ExceptSchemaMismatch(string paramName, string columnRole, string columnName)
        => ExceptSchemaMismatch(null, paramName, columnRole, columnName);

    public static Exception ExceptSchemaMismatch(
        this IExceptionContext? ectx, string paramName, string columnRole, string columnName)
        => ExceptParam(ectx, paramName, $"Could not find {columnRole} column '{columnName}'");

    /// <summary>A column has another type than is wanted.</summary>
    public static Exception ExceptSchemaMismatch(
        string paramName, string columnRole, string columnName, string expected, string actual)
        => ExceptSchemaMismatch(null, paramName, columnRole, columnName, expected, actual);

    public static Exception ExceptSchemaMismatch(
        this IExceptionContext? ectx, string paramName, string columnRole, string columnName, string expected, string actual)
        => ExceptParam(ectx, paramName,
            $"Schema mismatch for {columnRole} column '{columnName}': expected {expected}, got {actual}");
}
