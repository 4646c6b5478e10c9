using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static class autograd
    {
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var (of, by, from) = (Tensor.Handles(outputs), Tensor.Handles(inputs), Tensor.Handles(grad_outputs ?? []));
            var found = new IntPtr[by.Length];
            fixed (IntPtr* o = of, i = by, g = from, r = found)
                Shim.Check(Shim.shim_autograd_grad(o, of.Length, i, by.Length, g, from.Length,
                    retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, r));
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(found, handle => handle == 0 ? null! : new Tensor(handle));
        }

        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var (of, from, by) = (Tensor.Handles(tensors), Tensor.Handles(grad_tensors ?? []), Tensor.Handles(inputs ?? []));
            var keep = retain_graph ?? create_graph;
            fixed (IntPtr* o = of, g = from, i = by)
                Shim.Check(Shim.shim_backward(o, of.Length, g, from.Length, i, by.Length, keep ? 1 : 0, create_graph ? 1 : 0));
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
