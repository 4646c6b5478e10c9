using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    public sealed class Flatten : Module<Tensor, Tensor>
    {
        internal Flatten(long startDim, long endDim) : base(nameof(Flatten)) =>
            (start_dim, end_dim) = (startDim, endDim);

        internal long start_dim { get; }
        internal long end_dim { get; }

        public override Tensor forward(Tensor tensor) => tensor.flatten(start_dim, end_dim);
    }

    public sealed class PixelShuffle : Module<Tensor, Tensor>
    {
        internal PixelShuffle(long upscaleFactor) : base(nameof(PixelShuffle)) =>
            upscale_factor = upscaleFactor;

        internal long upscale_factor { get; }

        public override Tensor forward(Tensor tensor) => functional.pixel_shuffle(tensor, upscale_factor);
    }

    public sealed class PixelUnshuffle : Module<Tensor, Tensor>
    {
        internal PixelUnshuffle(long downscaleFactor) : base(nameof(PixelUnshuffle)) =>
            downscale_factor = downscaleFactor;

        internal long downscale_factor { get; }

        public override Tensor forward(Tensor tensor) => functional.pixel_unshuffle(tensor, downscale_factor);
    }

    public sealed class Unflatten : Module<Tensor, Tensor>
    {
        internal Unflatten(long dim, long[] unflattenedSize) : base(nameof(Unflatten)) =>
            (this.dim, unflattened_size) = (dim, unflattenedSize);

        internal long dim { get; }
        internal long[] unflattened_size { get; }

        public override Tensor forward(Tensor tensor) => tensor.unflatten(dim, unflattened_size);
    }

    public sealed class ChannelShuffle : Module<Tensor, Tensor>
    {
        internal ChannelShuffle(long groups) : base(nameof(ChannelShuffle)) =>
            this.groups = groups;

        internal long groups { get; }

        public override Tensor forward(Tensor tensor) => tensor.channel_shuffle(groups);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Flatten Flatten(long startDim = 1, long endDim = -1) => new(startDim, endDim);
            public static PixelShuffle PixelShuffle(long upscaleFactor) => new(upscaleFactor);
            public static PixelUnshuffle PixelUnshuffle(long downscaleFactor) => new(downscaleFactor);
            public static Unflatten Unflatten(long dim, long[] unflattenedSize) => new(dim, unflattenedSize);
            public static ChannelShuffle ChannelShuffle(long groups) => new(groups);
        }
    }
}
