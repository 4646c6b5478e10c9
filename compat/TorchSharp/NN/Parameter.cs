using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module learns.</summary>
    public class Parameter : Tensor
    {
        /// <summary>Shares the memory of <paramref name="data"/>, as in PyTorch.</summary>
        public Parameter(Tensor data, bool requires_grad = true) : base(Leaf(data))
        {
            if (requires_grad)
                this.requires_grad = true;
        }

        private static IntPtr Leaf(Tensor data)
        {
            using var leaf = data.detach();
            return leaf.DecoupleFromNativeHandle();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data,
                requires_grad);
        }
    }
}
