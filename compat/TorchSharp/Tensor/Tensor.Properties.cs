using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private unsafe NativeInfo Info
        {
            get
            {
                NativeInfo info;
                Shim.Check(Shim.shim_info(Handle, &info));
                return info;
            }
        }

        public unsafe long[] shape
        {
            get
            {
                var info = Info;
                var sizes = new ReadOnlySpan<long>(info.Sizes, info.Dimensions).ToArray();
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public unsafe long[] stride()
        {
            var info = Info;
            var strides = new ReadOnlySpan<long>(info.Strides, info.Dimensions).ToArray();
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)ndim : dim];
        public long[] size() => shape;
        public long size(int dim) => shape[dim < 0 ? dim + (int)ndim : dim];
        public long dim() => Info.Dimensions;
        public long ndim => Info.Dimensions;
        public long Dimensions => Info.Dimensions;
        public long numel() => Info.Elements;
        public long NumberOfElements => Info.Elements;
        public long element_size() => Info.ElementSize;
        public long ElementSize => Info.ElementSize;
        public long storage_offset() => Info.StorageOffset;
        public ScalarType dtype => (ScalarType)Info.DType;
        public DeviceType device_type => (DeviceType)Info.DeviceType;
        public int device_index => Info.DeviceIndex;
        public bool is_leaf => Info.IsLeaf != 0;
        public bool is_contiguous() => Info.IsContiguous != 0;
        public bool is_sparse => Info.Layout != 0;
        public bool is_cuda => device_type == DeviceType.CUDA;
        public bool is_meta => device_type == DeviceType.META;
        public bool is_cpu() => device_type == DeviceType.CPU;
        public bool is_floating_point() => torch.is_floating_point(dtype);
        public bool is_complex() => torch.is_complex(dtype);
        public bool is_integral() => torch.is_integral(dtype);
        public string name { get; set; } = "";

        public Device device
        {
            get
            {
                var info = Info;
                return new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        public bool requires_grad
        {
            get => Info.RequiresGrad != 0;
            set => Shim.Check(Shim.shim_set_requires_grad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public Tensor? grad
        {
            get
            {
                Shim.Check(Shim.shim_grad(Handle, out var found));
                return found == 0 ? null : new Tensor(found);
            }
            set
            {
                Shim.Check(Shim.shim_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(value);
            }
        }

        public void retain_grad() => Op.Run("retain_grad", this);

        public unsafe void backward()
        {
            var output = Handle;
            Shim.Check(Shim.shim_backward(&output, 1, null, 0, null, 0, -1, 0));
            GC.KeepAlive(this);
        }

        public void backward(IList<Tensor>? grad_tensors = null, bool create_graph = false, bool retain_graph = false,
            IList<Tensor>? inputs = null) => autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>Takes over the contents, device and type of another tensor, while all who hold this one keep it.</summary>
        internal void TakeContents(Tensor other)
        {
            Shim.Check(Shim.shim_set_data(Handle, other.Handle));
            GC.KeepAlive(other);
        }
    }
}
