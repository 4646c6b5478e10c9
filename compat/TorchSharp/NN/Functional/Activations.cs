using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? Op.Self("celu_", x, alpha) : Op.One("celu", x, alpha);
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? Op.Self("elu_", x, alpha) : Op.One("elu", x, alpha);
            public static Tensor gelu(Tensor x) => Op.One("gelu", x);
            public static Tensor glu(Tensor input, long dim = -1) => Op.One("glu", input, dim);
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) =>
                inplace ? Op.Self("hardsigmoid_", input) : Op.One("hardsigmoid", input);
            public static Tensor hardswish(Tensor input, bool inplace = false) =>
                inplace ? Op.Self("hardswish_", input) : Op.One("hardswish", input);
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Op.Self("leaky_relu_", input, negative_slope) : Op.One("leaky_relu", input, negative_slope);
            public static Tensor log_softmax(Tensor x, long dim) => Op.One("log_softmax.int", x, dim);
            public static Tensor logsigmoid(Tensor x) => Op.One("log_sigmoid", x);
            public static Tensor prelu(Tensor input, Tensor weight) => Op.One("prelu", input, weight);
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_() : x.relu();
            public static Tensor relu6(Tensor x, bool inplace = false) =>
                inplace ? Op.Self("hardtanh_", x, 0, 6) : Op.One("hardtanh", x, 0, 6);
            public static Tensor selu(Tensor x, bool inplace = false) =>
                inplace ? Op.Self("selu_", x) : Op.One("selu", x);
            public static Tensor sigmoid(Tensor x) => x.sigmoid();
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_() : x.silu();
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) =>
                Op.One("softmax.int", input, dim, dtype);
            public static Tensor softmax2d(Tensor x) => Op.One("softmax.int", x, -3);
            public static Tensor softmin(Tensor x, long dim) => Op.One("softmax.int", x.neg(), dim);
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) =>
                Op.One("softplus", x, beta, threshold);
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_() : x.tanh();
        }
    }
}
