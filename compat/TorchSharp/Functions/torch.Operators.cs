using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor _sample_dirichlet(Tensor input, Generator? generator = null) =>
        Op.One("_sample_dirichlet", input, generator);
    public static Tensor _standard_gamma(Tensor input, Generator? generator = null) =>
        Op.One("_standard_gamma", input, generator);
    public static Tensor block_diag(params Tensor[] tensors) => Op.One("block_diag", tensors);
    public static Tensor cartesian_prod(params Tensor[] tensors) => Op.One("cartesian_prod", tensors);
    public static Tensor cartesian_prod(IList<Tensor> tensors) => Op.One("cartesian_prod", tensors.ToArray());
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Op.One("cat", tensors.ToArray(), dim);
    public static Tensor chain_matmul(params Tensor[] matrices) => Op.One("chain_matmul", matrices);
    public static Tensor column_stack(params Tensor[] tensors) => Op.One("column_stack", tensors);
    public static Tensor column_stack(IList<Tensor> tensors) => Op.One("column_stack", tensors.ToArray());
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) =>
        Op.One("combinations", input, r, with_replacement);
    public static Tensor complex(Tensor real, Tensor imag) => Op.One("complex", real, imag);
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => Op.One("concat", tensors.ToArray(), dim);
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) =>
        Op.One("concatenate", tensors.ToArray(), axis);
    public static Tensor divide_(Tensor left, Scalar right) => Op.Self("divide_.Scalar", left, right);
    public static Tensor dstack(params Tensor[] tensors) => Op.One("dstack", tensors);
    public static Tensor dstack(IList<Tensor> tensors) => Op.One("dstack", tensors.ToArray());
    public static Tensor dstack(IEnumerable<Tensor> tensors) => Op.One("dstack", tensors.ToArray());
    public static Tensor einsum(string equation, params Tensor[] tensors) => Op.One("einsum", equation, tensors);
    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) =>
        Op.One("gather", input, dim, index, sparse_grad);
    public static (Tensor, Tensor) histogram(Tensor input, Tensor bins, Tensor? weight = null, bool density = false) =>
        Op.Two("histogram.bins_tensor", input, bins, weight, density);
    public static Tensor hstack(params Tensor[] tensors) => Op.One("hstack", tensors);
    public static Tensor hstack(IList<Tensor> tensors) => Op.One("hstack", tensors.ToArray());
    public static Tensor hstack(IEnumerable<Tensor> tensors) => Op.One("hstack", tensors.ToArray());
    public static Tensor imag(Tensor input) => Op.One("imag", input);
    public static (Tensor, Tensor, Tensor) lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data = true,
        bool unpack_pivots = true) =>
        Op.Three("lu_unpack", LU_data, LU_pivots, unpack_data, unpack_pivots);
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Op.Many("meshgrid.indexing", tensors.ToArray(), indexing);
    public static Tensor moveaxis(Tensor input, long source, long destination) =>
        Op.One("moveaxis.int", input, source, destination);
    public static Tensor movedim(Tensor input, long source, long destination) =>
        Op.One("movedim.int", input, source, destination);
    public static Tensor multiply_(Tensor left, Scalar right) => Op.Self("multiply_.Scalar", left, right);
    public static Tensor multiply_(Tensor left, Tensor right) => Op.Self("multiply_.Tensor", left, right);
    public static Tensor negative_(Tensor input) => Op.Self("negative_", input);
    public static Tensor norm(Tensor input) => Op.One("norm.Scalar", input);
    public static Tensor orgqr(Tensor input, Tensor tau) => Op.One("orgqr", input, tau);
    public static Tensor polar(Tensor abs, Tensor angle) => Op.One("polar", abs, angle);
    public static Tensor real(Tensor input) => Op.One("real", input);
    public static Tensor row_stack(params Tensor[] tensors) => Op.One("row_stack", tensors);
    public static Tensor row_stack(IList<Tensor> tensors) => Op.One("row_stack", tensors.ToArray());
    public static (Tensor, Tensor) slogdet(Tensor A) => Op.Two("slogdet", A);
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) =>
        Op.One("softmax.int", input, dim, dtype);
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Op.One("stack", tensors.ToArray(), dim);
    public static Tensor trapz(Tensor y, Tensor x, long dim = -1) => Op.One("trapz.x", y, x, dim);
    public static Tensor trapz(Tensor y, double dx = 1, long dim = -1) => Op.One("trapz.dx", y, dx, dim);
    public static Tensor vstack(IList<Tensor> tensors) => Op.One("vstack", tensors.ToArray());
    public static Tensor[] where(Tensor condition) => Op.Many("where", condition);
}
