using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor argwhere() => Op.One("argwhere", this);
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Op.One("bucketize.Tensor", this, boundaries, outInt32, right);
        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) =>
            Op.One("diagonal_scatter", this, src, offset, dim1, dim2);
        public Tensor gather(long dim, Tensor index) => Op.One("gather", this, dim, index);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Op.One("index_add", this, dim, index, source, alpha);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Op.Self("index_add_", this, dim, index, source, alpha);
        public Tensor index_copy(long dim, Tensor index, Tensor source) =>
            Op.One("index_copy", this, dim, index, source);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            Op.Self("index_copy_", this, dim, index, source);
        public Tensor index_fill(long dim, Tensor index, Scalar value) =>
            Op.One("index_fill.int_Scalar", this, dim, index, value);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) =>
            Op.Self("index_fill_.int_Scalar", this, dim, index, value);
        public Tensor index_select(long dim, Tensor index) => Op.One("index_select", this, dim, index);
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Op.One("isin.Tensor_Tensor", this, test_elements, assumeUnique, invert);
        public Tensor masked_fill(Tensor mask, Scalar value) => Op.One("masked_fill.Scalar", this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Op.Self("masked_fill_.Scalar", this, mask, value);
        public Tensor masked_scatter(Tensor mask, Tensor value) => Op.One("masked_scatter", this, mask, value);
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Op.Self("masked_scatter_", this, mask, value);
        public Tensor masked_select(Tensor mask) => Op.One("masked_select", this, mask);
        public Tensor nonzero() => Op.One("nonzero", this);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Op.One("scatter.src", this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Op.Self("scatter_.src", this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Op.One("scatter_add", this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            Op.Self("scatter_add_", this, dim, index, src);
        public Tensor select_scatter(Tensor src, long dim, long index) =>
            Op.One("select_scatter", this, src, dim, index);
        public Tensor take(Tensor index) => Op.One("take", this, index);
        public Tensor take_along_dim(Tensor indices) => Op.One("take_along_dim", this, indices);
        public Tensor take_along_dim(Tensor indices, long dim) => Op.One("take_along_dim", this, indices, dim);
        public Tensor where(Tensor condition, Tensor y) => Op.One("where.self", condition, this, y);
    }
}
