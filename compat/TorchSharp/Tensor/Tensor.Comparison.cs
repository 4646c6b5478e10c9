using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Scalar target) => Op.One("eq.Scalar", this, target);
        public Tensor eq(Tensor target) => Op.One("eq.Tensor", this, target);
        public Tensor eq_(Scalar target) => Op.Self("eq_.Scalar", this, target);
        public Tensor eq_(Tensor target) => Op.Self("eq_.Tensor", this, target);
        public Tensor fmax(Tensor other) => Op.One("fmax", this, other);
        public Tensor fmin(Tensor other) => Op.One("fmin", this, other);
        public Tensor ge(Scalar target) => Op.One("ge.Scalar", this, target);
        public Tensor ge(Tensor target) => Op.One("ge.Tensor", this, target);
        public Tensor ge_(Scalar target) => Op.Self("ge_.Scalar", this, target);
        public Tensor ge_(Tensor target) => Op.Self("ge_.Tensor", this, target);
        public Tensor greater(Tensor target) => Op.One("greater.Tensor", this, target);
        public Tensor greater_equal(Tensor target) => Op.One("greater_equal.Tensor", this, target);
        public Tensor gt(Scalar target) => Op.One("gt.Scalar", this, target);
        public Tensor gt(Tensor target) => Op.One("gt.Tensor", this, target);
        public Tensor gt_(Scalar target) => Op.Self("gt_.Scalar", this, target);
        public Tensor gt_(Tensor target) => Op.Self("gt_.Tensor", this, target);
        public Tensor isclose(Tensor other, double rtol = 1e-5, double atol = 1E-08, bool nanEqual = false) =>
            Op.One("isclose", this, other, rtol, atol, nanEqual);
        public Tensor le(Scalar target) => Op.One("le.Scalar", this, target);
        public Tensor le(Tensor target) => Op.One("le.Tensor", this, target);
        public Tensor le_(Scalar target) => Op.Self("le_.Scalar", this, target);
        public Tensor le_(Tensor target) => Op.Self("le_.Tensor", this, target);
        public Tensor less(Tensor target) => Op.One("less.Tensor", this, target);
        public Tensor less_equal(Tensor target) => Op.One("less_equal.Tensor", this, target);
        public Tensor less_equal_(Tensor target) => Op.Self("less_equal_.Tensor", this, target);
        public Tensor logical_and(Tensor other) => Op.One("logical_and", this, other);
        public Tensor logical_and_(Tensor other) => Op.Self("logical_and_", this, other);
        public Tensor logical_or(Tensor other) => Op.One("logical_or", this, other);
        public Tensor logical_or_(Tensor other) => Op.Self("logical_or_", this, other);
        public Tensor logical_xor(Tensor other) => Op.One("logical_xor", this, other);
        public Tensor logical_xor_(Tensor other) => Op.Self("logical_xor_", this, other);
        public Tensor lt(Scalar target) => Op.One("lt.Scalar", this, target);
        public Tensor lt(Tensor target) => Op.One("lt.Tensor", this, target);
        public Tensor lt_(Scalar target) => Op.Self("lt_.Scalar", this, target);
        public Tensor lt_(Tensor target) => Op.Self("lt_.Tensor", this, target);
        public Tensor maximum(Tensor other) => Op.One("maximum", this, other);
        public Tensor minimum(Tensor other) => Op.One("minimum", this, other);
        public Tensor ne(Scalar target) => Op.One("ne.Scalar", this, target);
        public Tensor ne(Tensor target) => Op.One("ne.Tensor", this, target);
        public Tensor ne_(Scalar target) => Op.Self("ne_.Scalar", this, target);
        public Tensor ne_(Tensor target) => Op.Self("ne_.Tensor", this, target);
        public Tensor not_equal(Tensor target) => Op.One("not_equal.Tensor", this, target);
        public Tensor not_equal_(Tensor target) => Op.Self("not_equal_.Tensor", this, target);
    }
}
