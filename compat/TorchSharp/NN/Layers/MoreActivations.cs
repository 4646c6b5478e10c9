using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    public sealed class Hardsigmoid : Module<Tensor, Tensor>
    {
        internal Hardsigmoid(bool inplace) : base(nameof(Hardsigmoid)) =>
            this.inplace = inplace;

        internal bool inplace { get; }

        public override Tensor forward(Tensor tensor) => functional.hardsigmoid(tensor, inplace);
    }

    public sealed class Hardtanh : Module<Tensor, Tensor>
    {
        internal Hardtanh(double min_val, double max_val, bool inplace) : base(nameof(Hardtanh)) =>
            (this.min_val, this.max_val, this.inplace) = (min_val, max_val, inplace);

        internal double min_val { get; }
        internal double max_val { get; }
        internal bool inplace { get; }

        public override Tensor forward(Tensor tensor) => inplace ? tensor.hardtanh_(min_val,
            max_val) : tensor.hardtanh(min_val, max_val);
    }

    public sealed class Hardshrink : Module<Tensor, Tensor>
    {
        internal Hardshrink(double lambda) : base(nameof(Hardshrink)) =>
            this.lambda = lambda;

        internal double lambda { get; }

        public override Tensor forward(Tensor tensor) => Op.One("hardshrink", tensor, lambda);
    }

    public sealed class Softshrink : Module<Tensor, Tensor>
    {
        internal Softshrink(double lambda) : base(nameof(Softshrink)) =>
            this.lambda = lambda;

        internal double lambda { get; }

        public override Tensor forward(Tensor tensor) => Op.One("softshrink", tensor, lambda);
    }

    public sealed class Softsign : Module<Tensor, Tensor>
    {
        internal Softsign() : base(nameof(Softsign)) { }

        public override Tensor forward(Tensor tensor) => tensor.div(tensor.abs().add(1));
    }

    public sealed class Softplus : Module<Tensor, Tensor>
    {
        internal Softplus(double beta, double threshold) : base(nameof(Softplus)) =>
            (this.beta, this.threshold) = (beta, threshold);

        internal double beta { get; }
        internal double threshold { get; }

        public override Tensor forward(Tensor tensor) => functional.softplus(tensor, beta, threshold);
    }

    public sealed class Softmax : Module<Tensor, Tensor>
    {
        internal Softmax(long dim) : base(nameof(Softmax)) =>
            this.dim = dim;

        internal long dim { get; }

        public override Tensor forward(Tensor tensor) => functional.softmax(tensor, dim);
    }

    public sealed class Softmax2d : Module<Tensor, Tensor>
    {
        internal Softmax2d() : base(nameof(Softmax2d)) { }

        public override Tensor forward(Tensor tensor) => functional.softmax2d(tensor);
    }

    public sealed class Softmin : Module<Tensor, Tensor>
    {
        internal Softmin(long dim) : base(nameof(Softmin)) =>
            this.dim = dim;

        internal long dim { get; }

        public override Tensor forward(Tensor tensor) => functional.softmin(tensor, dim);
    }

    public sealed class LogSoftmax : Module<Tensor, Tensor>
    {
        internal LogSoftmax(long dim) : base(nameof(LogSoftmax)) =>
            this.dim = dim;

        internal long dim { get; }

        public override Tensor forward(Tensor tensor) => functional.log_softmax(tensor, dim);
    }

    public sealed class GLU : Module<Tensor, Tensor>
    {
        internal GLU(long dim) : base(nameof(GLU)) =>
            this.dim = dim;

        internal long dim { get; }

        public override Tensor forward(Tensor tensor) => functional.glu(tensor, dim);
    }

    public sealed class Threshold : Module<Tensor, Tensor>
    {
        internal Threshold(double threshold, double value, bool inplace) : base(nameof(Threshold)) =>
            (this.threshold, this.value, this.inplace) = (threshold, value, inplace);

        internal double threshold { get; }
        internal double value { get; }
        internal bool inplace { get; }

        public override Tensor forward(Tensor tensor) => inplace ? Op.Self("threshold_", tensor, threshold,
            value) : Op.One("threshold", tensor, threshold, value);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);
            public static Hardtanh Hardtanh(double min_val = -1, double max_val = 1, bool inplace = false) =>
                new(min_val, max_val, inplace);
            public static Hardshrink Hardshrink(double lambda = 0.5) => new(lambda);
            public static Softshrink Softshrink(double lambda = 0.5) => new(lambda);
            public static Softsign Softsign() => new();
            public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);
            public static Softmax Softmax(long dim) => new(dim);
            public static Softmax2d Softmax2d() => new();
            public static Softmin Softmin(long dim) => new(dim);
            public static LogSoftmax LogSoftmax(long dim) => new(dim);
            public static GLU GLU(long dim = -1) => new(dim);
            public static Threshold Threshold(double threshold, double value, bool inplace = false) =>
                new(threshold, value, inplace);
        }
    }
}
