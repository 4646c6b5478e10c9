using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Owns what is created on its thread while it is the innermost one, and disposes of it at its end. Tensors know
/// their place in it, so that leaving costs nothing, and are freed in batches.</summary>
public sealed class DisposeScope : IDisposable
{
    private const int Batch = 128;
    [ThreadStatic] private static DisposeScope? current;
    [ThreadStatic] private static IDisposable?[]? spare;

    private readonly ThreadDisposeScopeStatistics statistics = DisposeScopeManager.Statistics;
    private IDisposable?[] items;
    private int used;
    private bool closed;

    private DisposeScope(DisposeScope? outer)
    {
        Outer = outer;
        items = spare ?? new IDisposable?[64];
        spare = null;
    }

    internal static DisposeScope? Current => current;

    internal DisposeScope? Outer { get; }

    internal static DisposeScope Open() => current = new DisposeScope(current);

    public int DisposablesCount
    {
        get
        {
            var count = 0;
            foreach (var item in items.AsSpan(0, used))
                count += item is null ? 0 : 1;
            return count;
        }
    }

    public IReadOnlyList<IDisposable> DisposablesView => items.AsSpan(0,
        used).ToArray().OfType<IDisposable>().ToArray();

    public bool Contains(IDisposable disposable) => IndexOf(disposable) >= 0;

    public void Attach(IDisposable disposable)
    {
        if (Contains(disposable))
            return;
        (disposable as Tensor)?.OwningDisposeScope?.Remove(disposable);
        Add(disposable);
    }

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var list = disposables.ToArray();
        foreach (var disposable in list)
            Attach(disposable);
        return list;
    }

    public T Detach<T>(T disposable) where T : IDisposable
    {
        if (Remove(disposable))
            statistics.DetachedFromScopeCount++;
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (Detach(first), Detach(second));

    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (Detach(first), Detach(second), Detach(third));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Detach(disposable);
    }

    public T MoveToOuter<T>(T disposable) where T : IDisposable => Move(disposable, Outer);

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first,
        T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second));

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            MoveToOuter(disposable);
    }

    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable => Move(disposable, scope);

    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope? scope, T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable => (Move(first, scope), Move(second, scope));

    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope? scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (Move(first, scope), Move(second, scope), Move(third, scope));

    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Move(disposable, scope);
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        if (Remove(disposable))
            statistics.DisposedInScopeCount++;
    }

    public void DisposeEverything() => DisposeEverythingBut([]);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first,
        T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        DisposeEverythingBut([first, second]);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        DisposeEverythingBut([first, second, third]);
        return (first, second, third);
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var kept = inKeep.Where(Contains).Distinct().ToArray();
        foreach (var item in kept)
            Remove(item);
        Clear();
        foreach (var item in kept)
            Add(item);
    }

    public void Dispose()
    {
        if (closed)
            return;
        closed = true;
        Clear();
        Unlink();
        spare = items;
        items = [];
    }

    internal void Add(IDisposable disposable)
    {
        if (used == items.Length)
            Array.Resize(ref items, Math.Max(64, used * 2));
        if (disposable is Tensor tensor)
        {
            tensor.OwningDisposeScope = this;
            tensor.ScopeSlot = used;
        }
        items[used++] = disposable;
    }

    private bool Remove(IDisposable disposable)
    {
        var index = IndexOf(disposable);
        if (index < 0)
            return false;
        items[index] = null;
        if (index == used - 1)
            used--;
        if (disposable is Tensor tensor)
            tensor.OwningDisposeScope = null;
        return true;
    }

    private int IndexOf(IDisposable disposable) => disposable is Tensor tensor
        ? tensor.OwningDisposeScope == this ? tensor.ScopeSlot : -1
        : Array.IndexOf(items, disposable, 0, used);

    private T Move<T>(T disposable, DisposeScope? scope) where T : IDisposable
    {
        if (!Remove(disposable))
            return disposable;
        if (scope is null)
            statistics.DetachedFromScopeCount++;
        else
            scope.Add(disposable);
        return disposable;
    }

    private unsafe void Clear()
    {
        var handles = stackalloc IntPtr[Batch];
        var count = 0;
        var total = used;
        for (var i = 0; i < total; i++)
        {
            var item = items[i];
            items[i] = null;
            if (item is null)
                continue;
            statistics.DisposedInScopeCount++;
            if (item is Tensor tensor)
            {
                tensor.OwningDisposeScope = null;
                if (tensor.TakeHandle() is var handle && handle != 0)
                    handles[count++] = handle;
            }
            else
                item.Dispose();
            if (count == Batch)
            {
                Shim.shim_free_many(handles, count);
                count = 0;
            }
        }
        if (count > 0)
            Shim.shim_free_many(handles, count);
        used = 0;
    }

    /// <summary>Scopes end in the reverse order of their beginning; one that ends early takes those inside it along.</summary>
    private void Unlink()
    {
        for (var scope = current; scope is not null; scope = scope.Outer)
        {
            if (scope != this)
                continue;
            while (current != this)
                current!.Dispose();
            current = Outer;
            return;
        }
    }
}
