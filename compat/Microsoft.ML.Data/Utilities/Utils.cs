using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>
/// Calls generic methods for a type that is known only at run time: give any instantiation of the method as delegate.
/// </summary>
internal static class Utils
{
    public static int Size<T>(ICollection<T>? items) => items?.Count ?? 0;

    public static TRet MarshalInvoke<TRet>(Func<TRet> func, Type genArg) => Invoke<TRet>(func, genArg);

    public static TRet MarshalInvoke<TArg1, TRet>(Func<TArg1, TRet> func, Type genArg, TArg1 arg1)
        => Invoke<TRet>(func, genArg, arg1);

    public static TRet MarshalInvoke<TArg1, TArg2, TRet>(Func<TArg1, TArg2, TRet> func, Type genArg, TArg1 arg1, TArg2 arg2)
        => Invoke<TRet>(func, genArg, arg1, arg2);

    public static TRet MarshalInvoke<TArg1, TArg2, TArg3, TRet>(
        Func<TArg1, TArg2, TArg3, TRet> func, Type genArg, TArg1 arg1, TArg2 arg2, TArg3 arg3)
        => Invoke<TRet>(func, genArg, arg1, arg2, arg3);

    public static TRet MarshalInvoke<TArg1, TArg2, TArg3, TArg4, TRet>(
        Func<TArg1, TArg2, TArg3, TArg4, TRet> func, Type genArg, TArg1 arg1, TArg2 arg2, TArg3 arg3, TArg4 arg4)
        => Invoke<TRet>(func, genArg, arg1, arg2, arg3, arg4);

    public static TRet MarshalInvoke<TArg1, TArg2, TArg3, TArg4, TArg5, TRet>(
        Func<TArg1, TArg2, TArg3, TArg4, TArg5, TRet> func,
        Type genArg, TArg1 arg1, TArg2 arg2, TArg3 arg3, TArg4 arg4, TArg5 arg5)
        => Invoke<TRet>(func, genArg, arg1, arg2, arg3, arg4, arg5);

    public static void MarshalActionInvoke(Action action, Type genArg) => Invoke<object>(action, genArg);

    public static void MarshalActionInvoke<TArg1>(Action<TArg1> action, Type genArg, TArg1 arg1)
        => Invoke<object>(action, genArg, arg1);

    public static void MarshalActionInvoke<TArg1, TArg2>(Action<TArg1, TArg2> action, Type genArg, TArg1 arg1, TArg2 arg2)
        => Invoke<object>(action, genArg, arg1, arg2);

    public static void MarshalActionInvoke<TArg1, TArg2, TArg3>(
        Action<TArg1, TArg2, TArg3> action, Type genArg, TArg1 arg1, TArg2 arg2, TArg3 arg3)
        => Invoke<object>(action, genArg, arg1, arg2, arg3);

    /// <summary>The same for a method of two generic parameters.</summary>
    public static TRet MarshalInvoke<TRet>(Delegate func, Type genArg1, Type genArg2, params object?[] args)
        => (TRet)func.Method.GetGenericMethodDefinition().MakeGenericMethod(genArg1, genArg2)
            .Invoke(func.Target, BindingFlags.DoNotWrapExceptions, null, args, null)!;

    private static TRet Invoke<TRet>(Delegate func, Type genArg, params object?[] args)
        => (TRet)func.Method.GetGenericMethodDefinition().MakeGenericMethod(genArg)
            .Invoke(func.Target, BindingFlags.DoNotWrapExceptions, null, args, null)!;
}
