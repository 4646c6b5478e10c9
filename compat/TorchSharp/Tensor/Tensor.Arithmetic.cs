using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Scalar scalar) => Op.One("add.Scalar", this, scalar);
        public Tensor add(Tensor target) => Op.One("add.Tensor", this, target);
        public Tensor add_(Scalar scalar) => Op.Self("add_.Scalar", this, scalar);
        public Tensor add_(Tensor target) => Op.Self("add_.Tensor", this, target);
        public Tensor add(Scalar scalar, Scalar alpha) => Op.One("add.Scalar", this, scalar, alpha);
        public Tensor add(Tensor target, Scalar alpha) => Op.One("add.Tensor", this, target, alpha);
        public Tensor add_(Scalar scalar, Scalar alpha) => Op.Self("add_.Scalar", this, scalar, alpha);
        public Tensor add_(Tensor target, Scalar alpha) => Op.Self("add_.Tensor", this, target, alpha);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Op.One("addcdiv", this, tensor1, tensor2);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Op.Self("addcdiv_", this, tensor1, tensor2);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Op.One("addcdiv", this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Op.Self("addcdiv_", this, tensor1, tensor2, value);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Op.One("addcmul", this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Op.Self("addcmul_", this, tensor1, tensor2, value);
        public Tensor align_as(Tensor other) => Op.One("align_as", this, other);
        public Tensor arctan2(Tensor other) => Op.One("arctan2", this, other);
        public Tensor arctan2_(Tensor other) => Op.Self("arctan2_", this, other);
        public Tensor atan2(Tensor other) => Op.One("atan2", this, other);
        public Tensor atan2_(Tensor other) => Op.Self("atan2_", this, other);
        public Tensor bitwise_and(Tensor other) => Op.One("bitwise_and.Tensor", this, other);
        public Tensor bitwise_and_(Tensor other) => Op.Self("bitwise_and_.Tensor", this, other);
        public Tensor bitwise_left_shift(Tensor other) => Op.One("bitwise_left_shift.Tensor", this, other);
        public Tensor bitwise_left_shift_(Tensor other) => Op.Self("bitwise_left_shift_.Tensor", this, other);
        public Tensor bitwise_or(Tensor other) => Op.One("bitwise_or.Tensor", this, other);
        public Tensor bitwise_or_(Tensor other) => Op.Self("bitwise_or_.Tensor", this, other);
        public Tensor bitwise_right_shift(Tensor other) => Op.One("bitwise_right_shift.Tensor", this, other);
        public Tensor bitwise_right_shift_(Tensor other) => Op.Self("bitwise_right_shift_.Tensor", this, other);
        public Tensor bitwise_xor(Tensor other) => Op.One("bitwise_xor.Tensor", this, other);
        public Tensor bitwise_xor_(Tensor other) => Op.Self("bitwise_xor_.Tensor", this, other);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Op.One("clamp", this, min, max);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Op.Self("clamp_", this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Op.One("clamp.Tensor", this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Op.Self("clamp_.Tensor", this, min, max);
        public Tensor clamp_max(Scalar max) => Op.One("clamp_max", this, max);
        public Tensor clamp_max_(Scalar max) => Op.Self("clamp_max_", this, max);
        public Tensor clamp_min(Scalar min) => Op.One("clamp_min", this, min);
        public Tensor clamp_min_(Scalar min) => Op.Self("clamp_min_", this, min);
        public Tensor clip(Scalar? min = null, Scalar? max = null) => Op.One("clip", this, min, max);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Op.Self("copy_", this, source, nonBlocking);
        public Tensor copysign(Tensor other) => Op.One("copysign.Tensor", this, other);
        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => Op.One("cumulative_trapezoid.x", this, x, dim);
        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) =>
            Op.One("cumulative_trapezoid.dx", this, dx, dim);
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Op.One("diff", this, n, dim, prepend, append);
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) =>
            Op.One("elu", this, alpha, scale, input_scale);
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) =>
            Op.Self("elu_", this, alpha, scale, input_scale);
        public Tensor fill_(Scalar value) => Op.Self("fill_.Scalar", this, value);
        public Tensor float_power(Tensor target) => Op.One("float_power.Tensor_Tensor", this, target);
        public Tensor floor_divide(Tensor other) => Op.One("floor_divide", this, other);
        public Tensor floor_divide(Scalar other) => Op.One("floor_divide.Scalar", this, other);
        public Tensor floor_divide_(Scalar other) => Op.Self("floor_divide_.Scalar", this, other);
        public Tensor floor_divide_(Tensor other) => Op.Self("floor_divide_.Tensor", this, other);
        public Tensor fmod(Scalar scalar) => Op.One("fmod.Scalar", this, scalar);
        public Tensor fmod(Tensor target) => Op.One("fmod.Tensor", this, target);
        public Tensor fmod_(Scalar scalar) => Op.Self("fmod_.Scalar", this, scalar);
        public Tensor fmod_(Tensor target) => Op.Self("fmod_.Tensor", this, target);
        public Tensor gcd(Tensor other) => Op.One("gcd", this, other);
        public Tensor gcd_(Tensor other) => Op.Self("gcd_", this, other);
        public Tensor hardtanh(Scalar min, Scalar max) => Op.One("hardtanh", this, min, max);
        public Tensor hardtanh_(Scalar min, Scalar max) => Op.Self("hardtanh_", this, min, max);
        public Tensor heaviside(Tensor other) => Op.One("heaviside", this, other);
        public Tensor hypot(Tensor other) => Op.One("hypot", this, other);
        public Tensor igamma(Tensor other) => Op.One("igamma", this, other);
        public Tensor igammac(Tensor other) => Op.One("igammac", this, other);
        public Tensor lcm(Tensor other) => Op.One("lcm", this, other);
        public Tensor lcm_(Tensor other) => Op.Self("lcm_", this, other);
        public Tensor ldexp_(Tensor other) => Op.Self("ldexp_", this, other);
        public Tensor ldexp(Tensor other) => Op.One("ldexp.Tensor", this, other);
        public Tensor leaky_relu(Scalar negative_slope) => Op.One("leaky_relu", this, negative_slope);
        public Tensor leaky_relu_(Scalar negative_slope) => Op.Self("leaky_relu_", this, negative_slope);
        public Tensor lerp(Tensor end, Tensor weight) => Op.One("lerp.Tensor", this, end, weight);
        public Tensor lerp_(Tensor end, Tensor weight) => Op.Self("lerp_.Tensor", this, end, weight);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Op.One("log_softmax.int", this, dim, dtype);
        public Tensor logaddexp(Tensor other) => Op.One("logaddexp", this, other);
        public Tensor logaddexp2(Tensor other) => Op.One("logaddexp2", this, other);
        public Tensor logit(double? eps = null) => Op.One("logit", this, eps);
        public Tensor mul(Scalar target) => Op.One("mul.Scalar", this, target);
        public Tensor mul(Tensor target) => Op.One("mul.Tensor", this, target);
        public Tensor mul_(Scalar target) => Op.Self("mul_.Scalar", this, target);
        public Tensor mul_(Tensor target) => Op.Self("mul_.Tensor", this, target);
        public Tensor multiply(Scalar target) => Op.One("multiply.Scalar", this, target);
        public Tensor multiply(Tensor target) => Op.One("multiply.Tensor", this, target);
        public Tensor mvlgamma(long p) => Op.One("mvlgamma", this, p);
        public Tensor mvlgamma_(long p) => Op.Self("mvlgamma_", this, p);
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Op.One("nan_to_num", this, nan, posinf, neginf);
        public Tensor nextafter(Tensor other) => Op.One("nextafter", this, other);
        public Tensor polygamma_(long p) => Op.Self("polygamma_", this, p);
        public Tensor pow_(Scalar exponent) => Op.Self("pow_.Scalar", this, exponent);
        public Tensor pow_(Tensor exponent) => Op.Self("pow_.Tensor", this, exponent);
        public Tensor pow(Scalar exponent) => Op.One("pow.Tensor_Scalar", this, exponent);
        public Tensor pow(Tensor exponent) => Op.One("pow.Tensor_Tensor", this, exponent);
        public Tensor prelu(Tensor target) => Op.One("prelu", this, target);
        public Tensor remainder(Scalar scalar) => Op.One("remainder.Scalar", this, scalar);
        public Tensor remainder(Tensor target) => Op.One("remainder.Tensor", this, target);
        public Tensor remainder_(Scalar scalar) => Op.Self("remainder_.Scalar", this, scalar);
        public Tensor remainder_(Tensor target) => Op.Self("remainder_.Tensor", this, target);
        public Tensor round(long decimals = 0) => Op.One("round.decimals", this, decimals);
        public Tensor round_(long decimals = 0) => Op.Self("round_.decimals", this, decimals);
        public Tensor set_(Tensor source) => Op.Self("set_.source_Tensor", this, source);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Op.One("softmax.int", this, dim, dtype);
        public Tensor sub(Scalar target) => Op.One("sub.Scalar", this, target);
        public Tensor sub(Tensor target) => Op.One("sub.Tensor", this, target);
        public Tensor sub_(Scalar target) => Op.Self("sub_.Scalar", this, target);
        public Tensor sub_(Tensor target) => Op.Self("sub_.Tensor", this, target);
        public Tensor subtract(Scalar target) => Op.One("subtract.Scalar", this, target);
        public Tensor subtract(Tensor target) => Op.One("subtract.Tensor", this, target);
        public Tensor subtract_(Scalar target) => Op.Self("subtract_.Scalar", this, target);
        public Tensor subtract_(Tensor target) => Op.Self("subtract_.Tensor", this, target);
        public Tensor trapezoid(Tensor x, long dim = -1) => Op.One("trapezoid.x", this, x, dim);
        public Tensor trapezoid(double dx = 1, long dim = -1) => Op.One("trapezoid.dx", this, dx, dim);
        public Tensor true_divide(Scalar other) => Op.One("true_divide.Scalar", this, other);
        public Tensor true_divide(Tensor other) => Op.One("true_divide.Tensor", this, other);
        public Tensor true_divide_(Scalar other) => Op.Self("true_divide_.Scalar", this, other);
        public Tensor true_divide_(Tensor other) => Op.Self("true_divide_.Tensor", this, other);
        public Tensor type_as(Tensor tensor) => Op.One("type_as", this, tensor);
        public Tensor vander(long N = -1, bool increasing = false) => Op.One("vander", this, N, increasing);
        public Tensor xlogy(Tensor y) => Op.One("xlogy.Tensor", this, y);
        public Tensor xlogy_(Tensor y) => Op.Self("xlogy_.Tensor", this, y);
        public Tensor xlogy(Scalar y) => Op.One("xlogy.Scalar_Other", this, y);
        public Tensor xlogy_(Scalar y) => Op.Self("xlogy_.Scalar_Other", this, y);
    }
}
