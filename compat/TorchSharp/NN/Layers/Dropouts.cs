using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    public sealed class Dropout : Module<Tensor, Tensor>
    {
        internal Dropout(double p, bool inplace) : base(nameof(Dropout)) =>
            (this.p, this.inplace) = (p, inplace);

        internal double p { get; }
        internal bool inplace { get; }

        public override Tensor forward(Tensor tensor) => functional.dropout(tensor, p, training, inplace);
    }

    public sealed class Dropout1d : Module<Tensor, Tensor>
    {
        internal Dropout1d(double p, bool inplace) : base(nameof(Dropout1d)) =>
            (this.p, this.inplace) = (p, inplace);

        internal double p { get; }
        internal bool inplace { get; }

        public override Tensor forward(Tensor tensor) => functional.dropout1d(tensor, p, training, inplace);
    }

    public sealed class Dropout2d : Module<Tensor, Tensor>
    {
        internal Dropout2d(double p, bool inplace) : base(nameof(Dropout2d)) =>
            (this.p, this.inplace) = (p, inplace);

        internal double p { get; }
        internal bool inplace { get; }

        public override Tensor forward(Tensor input) => functional.dropout2d(input, p, training, inplace);
    }

    public sealed class Dropout3d : Module<Tensor, Tensor>
    {
        internal Dropout3d(double p, bool inplace) : base(nameof(Dropout3d)) =>
            (this.p, this.inplace) = (p, inplace);

        internal double p { get; }
        internal bool inplace { get; }

        public override Tensor forward(Tensor input) => functional.dropout3d(input, p, training, inplace);
    }

    public sealed class AlphaDropout : Module<Tensor, Tensor>
    {
        internal AlphaDropout(double p, bool inplace) : base(nameof(AlphaDropout)) =>
            (this.p, this.inplace) = (p, inplace);

        internal double p { get; }
        internal bool inplace { get; }

        public override Tensor forward(Tensor tensor) => functional.alpha_dropout(tensor, p, training, inplace);
    }

    public sealed class FeatureAlphaDropout : Module<Tensor, Tensor>
    {
        internal FeatureAlphaDropout(double p) : base(nameof(FeatureAlphaDropout)) =>
            this.p = p;

        internal double p { get; }

        public override Tensor forward(Tensor tensor) => functional.feature_alpha_dropout(tensor, p, training);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);
            public static Dropout1d Dropout1d(double p = 0.5, bool inplace = false) => new(p, inplace);
            public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);
            public static Dropout3d Dropout3d(double p = 0.5, bool inplace = false) => new(p, inplace);
            public static AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) => new(p, inplace);
            public static FeatureAlphaDropout FeatureAlphaDropout(double p = 0.5) => new(p);
        }
    }
}
