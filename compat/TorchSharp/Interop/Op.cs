using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Calls any operator of libtorch by its name, "add.Tensor" for overload "Tensor" of aten::add. Arguments left
/// out at the end take the defaults of the operator's schema.</summary>
internal static unsafe class Op
{
    private const int StackCells = 128;
    private const int MaxResults = 16;
    private static readonly ConcurrentDictionary<string, IntPtr> Known = new();

    public static bool Exists(string name)
    {
        var (op, overload) = Split(name);
        return Shim.Check(Shim.shim_operator_exists(op, overload)) == 1;
    }

    /// <summary>The one tensor that the operator gives.</summary>
    public static Tensor One(string name, params ReadOnlySpan<Arg> args)
    {
        NativeValue result;
        Call(name, args, &result, 1);
        return Wrap(result);
    }

    /// <summary>For operators that change their first argument, which is handed back.</summary>
    public static Tensor Self(string name, params ReadOnlySpan<Arg> args)
    {
        Run(name, args);
        return (Tensor)args[0].Reference!;
    }

    /// <summary>For operators whose results are of no interest.</summary>
    public static void Run(string name, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[MaxResults];
        var count = Call(name, args, results, MaxResults);
        for (var i = 0; i < count; i++)
            Release(results[i]);
    }

    public static (Tensor, Tensor) Two(string name, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[2];
        Call(name, args, results, 2);
        return (Wrap(results[0]), Wrap(results[1]));
    }

    public static (Tensor, Tensor, Tensor) Three(string name, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[3];
        Call(name, args, results, 3);
        return (Wrap(results[0]), Wrap(results[1]), Wrap(results[2]));
    }

    /// <summary>For operators that give a list, or more than three tensors.</summary>
    public static Tensor[] Many(string name, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[MaxResults];
        var count = Call(name, args, results, MaxResults);
        if (count == 1 && results[0].Tag == Tag.Tensors)
            return WrapList(results[0]);
        var tensors = new Tensor[count];
        for (var i = 0; i < count; i++)
            tensors[i] = Wrap(results[i]);
        return tensors;
    }

    /// <summary>For operators that give a number or a truth value.</summary>
    public static long Int(string name, params ReadOnlySpan<Arg> args)
    {
        NativeValue result;
        Call(name, args, &result, 1);
        return result.Int;
    }

    private static int Call(string name, ReadOnlySpan<Arg> args, NativeValue* results, int capacity)
    {
        var needed = 0;
        foreach (ref readonly var arg in args)
            needed += arg.Cells;
        if (needed > StackCells)
            return CallWithHeap(name, args, results, capacity, needed);
        var cells = stackalloc long[StackCells];
        return Call(name, args, results, capacity, cells);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CallWithHeap(string name, ReadOnlySpan<Arg> args, NativeValue* results, int capacity, int needed)
    {
        var rented = ArrayPool<long>.Shared.Rent(needed);
        try
        {
            fixed (long* cells = rented)
                return Call(name, args, results, capacity, cells);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(rented);
        }
    }

    private static int Call(string name, ReadOnlySpan<Arg> args, NativeValue* results, int capacity, long* cells)
    {
        var values = stackalloc NativeValue[args.Length];
        for (var i = 0; i < args.Length; i++)
            args[i].Write(values + i, ref cells);
        var count = Shim.Check(Shim.shim_call(Find(name), values, args.Length, results, capacity));
        foreach (ref readonly var arg in args)
            GC.KeepAlive(arg.Reference);
        return count;
    }

    private static IntPtr Find(string name)
    {
        if (Known.TryGetValue(name, out var op))
            return op;
        var (first, overload) = Split(name);
        Shim.Check(Shim.shim_operator(first, overload, out op));
        return Known[name] = op;
    }

    private static (string Name, string Overload) Split(string name)
    {
        var dot = name.IndexOf('.');
        return dot < 0 ? ("aten::" + name, "") : ("aten::" + name[..dot], name[(dot + 1)..]);
    }

    private static Tensor Wrap(in NativeValue value) => new(value.Pointer, value.Length * 1024L);

    private static Tensor[] WrapList(in NativeValue value)
    {
        var handles = new ReadOnlySpan<IntPtr>((void*)value.Pointer, value.Length);
        var tensors = new Tensor[handles.Length];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = new Tensor(handles[i]);
        Shim.shim_free_memory((void*)value.Pointer);
        return tensors;
    }

    private static void Release(in NativeValue value)
    {
        if (value.Tag == Tag.Tensor)
            Shim.shim_free(value.Pointer);
        else if (value.Tag == Tag.Tensors)
        {
            Shim.shim_free_many((IntPtr*)value.Pointer, value.Length);
            Shim.shim_free_memory((void*)value.Pointer);
        }
    }
}
