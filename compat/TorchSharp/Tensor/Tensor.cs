using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A multi-dimensional array of libtorch. It holds native memory until it is disposed, by itself, by the
    /// <see cref="DisposeScope"/> it was made in or, at last, by the garbage collector.</summary>
    public partial class Tensor : IDisposable
    {
        private static long live;
        private static long peak;
        private readonly long owned;
        private IntPtr handle;

        internal Tensor(IntPtr handle, long ownedBytes = 0)
        {
            this.handle = handle;
            owned = ownedBytes;
            if (handle == 0)
            {
                GC.SuppressFinalize(this);
                return;
            }
            var count = Interlocked.Increment(ref live);
            if (count > peak)
                peak = count;
            DisposeScopeManager.Created(this);
            MemoryBudget.Add(owned);
        }

        ~Tensor() => Free();

        /// <summary>Tensors alive now.</summary>
        public static long TotalCount => Interlocked.Read(ref live);

        /// <summary>The most tensors alive at any time.</summary>
        public static long PeakCount => peak;

        public bool IsInvalid => handle == 0;

        public IntPtr Handle
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        internal int ScopeSlot { get; set; }

        /// <summary>A tensor over a handle that the caller owns.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Gives the native tensor away: this object is invalid afterwards.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            OwningDisposeScope?.Detach(this);
            return TakeHandle();
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } scope)
                scope.MoveToOther(other, this);
            else
                other?.Attach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == 0)
                return;
            if (OwningDisposeScope is { } scope)
                scope.MarkAsDisposed(this);
            else
                DisposeScopeManager.Statistics.DisposedOutsideScopeCount++;
            Free();
        }

        /// <summary>The handle, which the caller frees; this object is invalid afterwards.</summary>
        internal IntPtr TakeHandle()
        {
            var taken = Interlocked.Exchange(ref handle, 0);
            if (taken == 0)
                return 0;
            GC.SuppressFinalize(this);
            Interlocked.Decrement(ref live);
            if (owned != 0)
                MemoryBudget.Remove(owned);
            return taken;
        }

        private void Free()
        {
            if (TakeHandle() is var taken && taken != 0)
                Shim.shim_free(taken);
        }

        /// <summary>A second object over the same native tensor.</summary>
        internal Tensor Share()
        {
            Shim.shim_retain(Handle);
            return new Tensor(handle);
        }

        internal static IntPtr[] Handles(IEnumerable<Tensor> tensors) => tensors.Select(t => t.Handle).ToArray();
    }
}
