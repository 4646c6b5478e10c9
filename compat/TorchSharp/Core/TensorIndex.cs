namespace TorchSharp;

public static partial class torch
{
    /// <summary>One dimension of an indexing expression.</summary>
    public struct TensorIndex
    {
        internal enum IndexKind { None, Ellipsis, Null, Bool, Single, Slice, Tensor }

        public static TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };
        public static TensorIndex None = new() { Kind = IndexKind.None };
        public static TensorIndex Null = new() { Kind = IndexKind.Null };
        public static TensorIndex Colon = Slice();

        internal IndexKind Kind { get; private init; }
        internal long? Start { get; private init; }
        internal long? Stop { get; private init; }
        internal long? Step { get; private init; }
        internal Tensor? Value { get; private init; }

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        public static TensorIndex Slice(Range range) => Slice(At(range.Start),
            range.End is { IsFromEnd: true, Value: 0 } ? null : At(range.End));

        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => index is null ? Null : new()
        {
            Kind = IndexKind.Single,
            Start = index
        };

        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexKind.Tensor, Value = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator Tensor(TensorIndex value) => value.Value!;
        public static implicit operator TensorIndex(Index index) => Single(At(index));
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        private static long At(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
