using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Members whose parameters do not follow the operator's own.</summary>
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Op.One("view", this, shape);
        public Tensor reshape(params long[] shape) => Op.One("reshape", this, shape);
        public Tensor repeat(params long[] sizes) => Op.One("repeat", this, sizes);
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());
        public Tensor expand(params long[] sizes) => Op.One("expand", this, sizes);
        public Tensor expand(long[] sizes, bool isImplicit = false) => Op.One("expand", this, sizes, isImplicit);
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);
        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);
        public Tensor slice(long dim, long start, long finish, long step) => Op.One("slice.Tensor", this, dim, start,
            finish, step);
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Op.One("as_strided", this, size, strides, storageOffset);
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
            Op.One("slice_scatter", this, src, dim, start, end, step);
        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Op.One("rot90", this, k, dims is { } d ? new[] { d.Item1, d.Item2 } : [0, 1]);
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
            Op.One("roll", this, shifts.ToArray(), dims.ToArray());

        public Tensor[] chunk(long chunks, long dim = 0) => Op.Many("chunk", this, chunks, dim);
        public Tensor[] split(long size, int dim = 0) => Op.Many("split.Tensor", this, size, dim);
        public Tensor[] split(params long[] sizes) => Op.Many("split_with_sizes", this, sizes);
        public Tensor[] split(long[] sizes, long dim = 0) => Op.Many("split_with_sizes", this, sizes, dim);
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);
        public Tensor[] unbind(long dimension = 0) => Op.Many("unbind.int", this, dimension);
        public Tensor[] tensor_split(long size, long dim = 0) => Op.Many("tensor_split.sections", this, size, dim);
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Op.Many("tensor_split.indices", this, sizes, dim);

        public Tensor amax(long[] dims, bool keepdim = false,
            Tensor? @out = null) => Into(Op.One("amax", this, dims, keepdim), @out);
        public Tensor amin(long[] dims, bool keepdim = false,
            Tensor? @out = null) => Into(Op.One("amin", this, dims, keepdim), @out);
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1],
            keepdim, type);
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1, dim2], keepdim, type);
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(),
            keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Op.One("std.dim", Typed(type), dimensions, unbiased, keepdim);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Op.One("var.dim", Typed(type), dimensions, unbiased, keepdim);
        public (Tensor, Tensor) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false,
            ScalarType? type = null) =>
            Op.Two("std_mean.dim", Typed(type), dimensions, unbiased, keepdim);
        public (Tensor, Tensor) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false,
            ScalarType? type = null) =>
            Op.Two("var_mean.dim", Typed(type), dimensions, unbiased, keepdim);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Op.One("div.Tensor_mode", this, target, Name(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Op.One("div.Scalar_mode", this, target, Name(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Op.Self("div_.Tensor_mode", this, target, Name(rounding_mode));
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Op.Self("div_.Scalar_mode", this, target, Name(rounding_mode));
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target,
            rounding_mode);
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target,
            rounding_mode);

        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) =>
            Op.Int("allclose", this, target, rtol, atol, equal_nan) != 0;
        public Tensor equal(Tensor target) => eq(target);
        public bool is_nonzero() => Op.Int("is_nonzero", this) != 0;
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Op.Self("random_.from", this, (long)from, (long)to, generator);
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Op.One("histc", this, bins, min, max);
        public Tensor tensordot(Tensor b, long dims = 2) => tensordot(b,
            Enumerable.Range(0, (int)dims).Select(i => ndim - dims + i).ToArray(),
            Enumerable.Range(0, (int)dims).Select(i => (long)i).ToArray());
        public Tensor arctan(Tensor other) => atan2(other);
        public IList<Tensor> nonzero_as_list() => nonzero().chunk(ndim, 1);

        public (Tensor, Tensor, Tensor) unique(bool sorted = true, bool return_inverse = false,
            bool return_counts = false,
            int? dim = null) => dim is { } d
            ? Op.Three("unique_dim", this, d, sorted, return_inverse, return_counts)
            : Op.Three("_unique2", this, sorted, return_inverse, return_counts);

        public Tensor T => Op.One("numpy_T", this);
        public Tensor mT => Op.One("mT", this);
        public Tensor real => Op.One("real", this);
        public Tensor imag => Op.One("imag", this);

        /// <summary>Whether shape, type and all elements are the same.</summary>
        public bool Equals(Tensor target) => !IsInvalid && !target.IsInvalid && Op.Int("equal", this, target) != 0;

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        private Tensor Typed(ScalarType? type) => type is { } t ? to_type(t) : this;

        private static string? Name(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();

        private static Tensor Into(Tensor result, Tensor? target)
        {
            if (target is null)
                return result;
            using (result)
                return target.copy_(result);
        }
    }
}
