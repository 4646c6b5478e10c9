using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor all() => Op.One("all", this);
        public Tensor all(long dim, bool keepdim = false) => Op.One("all.dim", this, dim, keepdim);
        public Tensor amax(params long[] dims) => Op.One("amax", this, dims);
        public Tensor amin(params long[] dims) => Op.One("amin", this, dims);
        public (Tensor, Tensor) aminmax(long? dim = null, bool keepdim = false) =>
            Op.Two("aminmax", this, dim, keepdim);
        public Tensor any() => Op.One("any", this);
        public Tensor any(long dim, bool keepdim = false) => Op.One("any.dim", this, dim, keepdim);
        public Tensor argmax() => Op.One("argmax", this);
        public Tensor argmax(long dim, bool keepdim = false) => Op.One("argmax", this, dim, keepdim);
        public Tensor argmin() => Op.One("argmin", this);
        public Tensor argmin(long dim, bool keepdim = false) => Op.One("argmin", this, dim, keepdim);
        public Tensor argsort(long dim = -1, bool descending = false) => Op.One("argsort", this, dim, descending);
        public Tensor bincount(Tensor weights, long minlength = 0) => Op.One("bincount", this, weights, minlength);
        public Tensor count_nonzero(long[]? dims = null) => Op.One("count_nonzero.dim_IntList", this, dims);
        public (Tensor, Tensor) cummax(long dim) => Op.Two("cummax", this, dim);
        public (Tensor, Tensor) cummin(long dim) => Op.Two("cummin", this, dim);
        public Tensor cumprod(long dim, ScalarType? type = null) => Op.One("cumprod", this, dim, type);
        public Tensor cumsum(long dim, ScalarType? type = null) => Op.One("cumsum", this, dim, type);
        public Tensor dist(Tensor other, float p = 2f) => Op.One("dist", this, other, (double)p);
        public (Tensor, Tensor) kthvalue(long k, long? dim, bool keepdim = false) =>
            Op.Two("kthvalue", this, k, dim, keepdim);
        public Tensor logcumsumexp(long dim) => Op.One("logcumsumexp", this, dim);
        public Tensor logsumexp(long dim, bool keepdim = false) => Op.One("logsumexp", this, dim, keepdim);
        public Tensor max() => Op.One("max", this);
        public Tensor max(Tensor other) => Op.One("max.other", this, other);
        public (Tensor, Tensor) max(long dim, bool keepdim = false) => Op.Two("max.dim", this, dim, keepdim);
        public Tensor mean() => Op.One("mean", this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Op.One("mean.dim", this, dimensions, keepdim, type);
        public Tensor median() => Op.One("median", this);
        public Tensor min() => Op.One("min", this);
        public Tensor min(Tensor other) => Op.One("min.other", this, other);
        public (Tensor, Tensor) min(long dim, bool keepdim = false) => Op.Two("min.dim", this, dim, keepdim);
        public (Tensor, Tensor) mode(long dim = -1, bool keepdim = false) => Op.Two("mode", this, dim, keepdim);
        public Tensor msort() => Op.One("msort", this);
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Op.One("nanmean", this, dim, keepdim, dtype);
        public Tensor nanmedian() => Op.One("nanmedian", this);
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) =>
            Op.One("nanquantile", this, q, dim, keepdim);
        public Tensor nansum() => Op.One("nansum", this);
        public Tensor norm(float p = 2f) => Op.One("norm.Scalar", this, (double)p);
        public Tensor norm(int dim, bool keepdim = false, float p = 2f) =>
            Op.One("norm.ScalarOpt_dim", this, (double)p, dim, keepdim);
        public Tensor prod(ScalarType? type = null) => Op.One("prod", this, type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Op.One("prod.dim_int", this, dim, keepdim, type);
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) =>
            Op.One("quantile", this, q, dim, keepdim);
        public (Tensor, Tensor) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Op.Two("sort.stable", this, stable, dim, descending);
        public Tensor std(bool unbiased = true) => Op.One("std", this, unbiased);
        public (Tensor, Tensor) std_mean(bool unbiased = true) => Op.Two("std_mean", this, unbiased);
        public Tensor sum(ScalarType? type = null) => Op.One("sum", this, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Op.One("sum.dim_IntList", this, dim, keepdim, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Op.One("sum.dim_IntList", this, dim, keepdim, type);
        public (Tensor, Tensor) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Op.Two("topk", this, k, dim, largest, sorted);
        public Tensor trace() => Op.One("trace", this);
        public (Tensor, Tensor, Tensor) unique_consecutive(bool return_inverse = false, bool return_counts = false,
            int? dim = null) =>
            Op.Three("unique_consecutive", this, return_inverse, return_counts, dim);
        public Tensor var(bool unbiased = true) => Op.One("var", this, unbiased);
        public (Tensor, Tensor) var_mean(bool unbiased = true) => Op.Two("var_mean", this, unbiased);
    }
}
