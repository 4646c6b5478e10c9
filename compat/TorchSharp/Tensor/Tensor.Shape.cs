using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor adjoint() => Op.One("adjoint", this);
        public Tensor alias() => Op.One("alias", this);
        public Tensor atleast_1d() => Op.One("atleast_1d", this);
        public Tensor atleast_2d() => Op.One("atleast_2d", this);
        public Tensor atleast_3d() => Op.One("atleast_3d", this);
        public Tensor broadcast_to(params long[] shape) => Op.One("broadcast_to", this, shape);
        public Tensor channel_shuffle(long groups) => Op.One("channel_shuffle", this, groups);
        public Tensor contiguous() => Op.One("contiguous", this);
        public Tensor detach() => Op.One("detach", this);
        public Tensor detach_() => Op.Self("detach_", this);
        public Tensor diag(long diagonal = 0) => Op.One("diag", this, diagonal);
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) =>
            Op.One("diag_embed", this, offset, dim1, dim2);
        public Tensor diagflat(long offset = 0) => Op.One("diagflat", this, offset);
        public Tensor expand_as(Tensor other) => Op.One("expand_as", this, other);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) =>
            Op.One("flatten.using_ints", this, start_dim, end_dim);
        public Tensor flip(params long[] dims) => Op.One("flip", this, dims);
        public Tensor fliplr() => Op.One("fliplr", this);
        public Tensor flipud() => Op.One("flipud", this);
        public Tensor moveaxis(long[] source, long[] destination) =>
            Op.One("moveaxis.intlist", this, source, destination);
        public Tensor movedim(long[] source, long[] destination) =>
            Op.One("movedim.intlist", this, source, destination);
        public Tensor narrow(long dim, long start, long length) => Op.One("narrow", this, dim, start, length);
        public Tensor permute(params long[] permutation) => Op.One("permute", this, permutation);
        public Tensor ravel() => Op.One("ravel", this);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Op.One("repeat_interleave.self_int", this, repeats, dim, output_size);
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Op.One("repeat_interleave.self_Tensor", this, repeats, dim, output_size);
        public Tensor roll(long[] shifts) => Op.One("roll", this, shifts);
        public Tensor roll(long[] shifts, long[] dims) => Op.One("roll", this, shifts, dims);
        public Tensor roll(long shifts, long? dims = null) => Op.One("roll", this, shifts, dims);
        public Tensor select(long dim, long index) => Op.One("select.int", this, dim, index);
        public Tensor squeeze(long? dim = null) => Op.One("squeeze.dim", this, dim);
        public Tensor squeeze_(long? dim = null) => Op.Self("squeeze_.dim", this, dim);
        public Tensor swapaxes(long dim0, long dim1) => Op.One("swapaxes", this, dim0, dim1);
        public Tensor swapdims(long dim0, long dim1) => Op.One("swapdims", this, dim0, dim1);
        public Tensor t() => Op.One("t", this);
        public Tensor tile(long[] reps) => Op.One("tile", this, reps);
        public Tensor transpose_(long dim0, long dim1) => Op.Self("transpose_", this, dim0, dim1);
        public Tensor transpose(long dim0, long dim1) => Op.One("transpose.int", this, dim0, dim1);
        public Tensor tril(long diagonal = 0) => Op.One("tril", this, diagonal);
        public Tensor tril_(long diagonal = 0) => Op.Self("tril_", this, diagonal);
        public Tensor triu(long diagonal = 0) => Op.One("triu", this, diagonal);
        public Tensor triu_(long diagonal = 0) => Op.Self("triu_", this, diagonal);
        public Tensor unflatten(long dim, Size sizes) => Op.One("unflatten.int", this, dim, sizes);
        public Tensor unflatten(long dim, params long[] sizes) => Op.One("unflatten.int", this, dim, sizes);
        public Tensor unfold(long dimension, long size, long step) => Op.One("unfold", this, dimension, size, step);
        public Tensor unsqueeze(long dim) => Op.One("unsqueeze", this, dim);
        public Tensor unsqueeze_(long dim) => Op.Self("unsqueeze_", this, dim);
        public Tensor view_as(Tensor other) => Op.One("view_as", this, other);
    }
}
