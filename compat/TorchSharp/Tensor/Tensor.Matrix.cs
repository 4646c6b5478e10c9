using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
            Op.One("addbmm", this, batch1, batch2, (double)beta, (double)alpha);
        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
            Op.Self("addbmm_", this, batch1, batch2, (double)beta, (double)alpha);
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) =>
            Op.One("addmm", this, mat1, mat2, (double)beta, (double)alpha);
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) =>
            Op.Self("addmm_", this, mat1, mat2, (double)beta, (double)alpha);
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) =>
            Op.One("addmv", this, mat, vec, (double)beta, (double)alpha);
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) =>
            Op.Self("addmv_", this, mat, vec, (double)beta, (double)alpha);
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) =>
            Op.One("addr", this, vec1, vec2, (double)beta, (double)alpha);
        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) =>
            Op.Self("addr_", this, vec1, vec2, (double)beta, (double)alpha);
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
            Op.One("baddbmm", this, batch1, batch2, (double)beta, (double)alpha);
        public Tensor bmm(Tensor batch2) => Op.One("bmm", this, batch2);
        public Tensor cholesky_inverse(bool upper = false) => Op.One("cholesky_inverse", this, upper);
        public Tensor cholesky_solve(Tensor input2, bool upper = false) =>
            Op.One("cholesky_solve", this, input2, upper);
        public Tensor corrcoef() => Op.One("corrcoef", this);
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) =>
            Op.One("cov", this, correction, fweights, aweights);
        public Tensor det() => Op.One("det", this);
        public Tensor dot(Tensor target) => Op.One("dot", this, target);
        public (Tensor, Tensor) geqrf() => Op.Two("geqrf", this);
        public Tensor ger(Tensor vec2) => Op.One("ger", this, vec2);
        public Tensor inner(Tensor vec2) => Op.One("inner", this, vec2);
        public Tensor inverse() => Op.One("inverse", this);
        public Tensor kron(Tensor other) => Op.One("kron", this, other);
        public Tensor logdet() => Op.One("logdet", this);
        public Tensor matmul(Tensor target) => Op.One("matmul", this, target);
        public Tensor matrix_exp() => Op.One("matrix_exp", this);
        public Tensor matrix_power(int n) => Op.One("matrix_power", this, n);
        public Tensor mm(Tensor target) => Op.One("mm", this, target);
        public Tensor mv(Tensor target) => Op.One("mv", this, target);
        public Tensor ormqr(Tensor tau, Tensor other, bool left = true, bool transpose = false) =>
            Op.One("ormqr", this, tau, other, left, transpose);
        public Tensor outer(Tensor vec2) => Op.One("outer", this, vec2);
        public Tensor renorm(float p, long dim, float maxnorm) =>
            Op.One("renorm", this, (double)p, dim, (double)maxnorm);
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Op.One("tensordot", this, b, dims1, dims2);
        public Tensor vdot(Tensor target) => Op.One("vdot", this, target);
    }
}
