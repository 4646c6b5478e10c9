using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    public sealed class BatchNorm1d : Module<Tensor, Tensor>
    {
        private readonly RunningStatistics statistics;

        internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(nameof(BatchNorm1d)) => statistics = new RunningStatistics(this, new(features, eps, momentum, affine, track), device, dtype);

        public Parameter? weight
        {
            get => statistics.Parameter("weight");
            set => ConditionallyRegisterParameter("weight", value);
        }

        public Parameter? bias
        {
            get => statistics.Parameter("bias");
            set => ConditionallyRegisterParameter("bias", value);
        }

        public Tensor? running_mean
        {
            get => statistics.Buffer("running_mean");
            set => ConditionallyRegisterBuffer("running_mean", value);
        }

        public Tensor? running_var
        {
            get => statistics.Buffer("running_var");
            set => ConditionallyRegisterBuffer("running_var", value);
        }

        public Tensor? num_batches_tracked => statistics.Buffer("num_batches_tracked");

        internal long num_features => statistics.Settings.Features;
        internal double eps => statistics.Settings.Eps;
        internal double momentum => statistics.Settings.Momentum;
        internal bool affine => statistics.Settings.Affine;
        internal bool track_running_stats => statistics.Settings.Track;

        public void reset_running_stats() => statistics.Reset();

        public override Tensor forward(Tensor tensor) => statistics.BatchNorm(tensor, 2, 3);
    }

    public sealed class BatchNorm2d : Module<Tensor, Tensor>
    {
        private readonly RunningStatistics statistics;

        internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(nameof(BatchNorm2d)) => statistics = new RunningStatistics(this, new(features, eps, momentum, affine, track), device, dtype);

        public Parameter? weight
        {
            get => statistics.Parameter("weight");
            set => ConditionallyRegisterParameter("weight", value);
        }

        public Parameter? bias
        {
            get => statistics.Parameter("bias");
            set => ConditionallyRegisterParameter("bias", value);
        }

        public Tensor? running_mean
        {
            get => statistics.Buffer("running_mean");
            set => ConditionallyRegisterBuffer("running_mean", value);
        }

        public Tensor? running_var
        {
            get => statistics.Buffer("running_var");
            set => ConditionallyRegisterBuffer("running_var", value);
        }

        public Tensor? num_batches_tracked => statistics.Buffer("num_batches_tracked");

        internal long num_features => statistics.Settings.Features;
        internal double eps => statistics.Settings.Eps;
        internal double momentum => statistics.Settings.Momentum;
        internal bool affine => statistics.Settings.Affine;
        internal bool track_running_stats => statistics.Settings.Track;

        public void reset_running_stats() => statistics.Reset();

        public override Tensor forward(Tensor tensor) => statistics.BatchNorm(tensor, 4, 4);
    }

    public sealed class BatchNorm3d : Module<Tensor, Tensor>
    {
        private readonly RunningStatistics statistics;

        internal BatchNorm3d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(nameof(BatchNorm3d)) => statistics = new RunningStatistics(this, new(features, eps, momentum, affine, track), device, dtype);

        public Parameter? weight
        {
            get => statistics.Parameter("weight");
            set => ConditionallyRegisterParameter("weight", value);
        }

        public Parameter? bias
        {
            get => statistics.Parameter("bias");
            set => ConditionallyRegisterParameter("bias", value);
        }

        public Tensor? running_mean
        {
            get => statistics.Buffer("running_mean");
            set => ConditionallyRegisterBuffer("running_mean", value);
        }

        public Tensor? running_var
        {
            get => statistics.Buffer("running_var");
            set => ConditionallyRegisterBuffer("running_var", value);
        }

        public Tensor? num_batches_tracked => statistics.Buffer("num_batches_tracked");

        internal long num_features => statistics.Settings.Features;
        internal double eps => statistics.Settings.Eps;
        internal double momentum => statistics.Settings.Momentum;
        internal bool affine => statistics.Settings.Affine;
        internal bool track_running_stats => statistics.Settings.Track;

        public void reset_running_stats() => statistics.Reset();

        public override Tensor forward(Tensor tensor) => statistics.BatchNorm(tensor, 5, 5);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static BatchNorm1d BatchNorm1d(long features, double eps = 1e-5, double momentum = 0.1,
                bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(features, eps, momentum, affine, track_running_stats, device, dtype);

            public static BatchNorm2d BatchNorm2d(long features, double eps = 1e-5, double momentum = 0.1,
                bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(features, eps, momentum, affine, track_running_stats, device, dtype);

            public static BatchNorm3d BatchNorm3d(long features, double eps = 1e-5, double momentum = 0.1,
                bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
