using System.Runtime.CompilerServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Modules one after another; what they make in between is freed as soon as the next has used it up.</summary>
    public class Sequential : Module<Tensor, Tensor>
    {
        protected Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
                register_module(name, module);
        }

        protected Sequential(params Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
        {
            foreach (var module in modules)
                append(module);
        }

        internal static Sequential Of(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules.ToArray());

        internal static Sequential Of(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.ToArray());

        public int Count => _internal_submodules.Count;

        [IndexerName("SequentialItems")]
        public IModule<Tensor, Tensor> this[int index] => (IModule<Tensor, Tensor>)_internal_submodules[At(index)].Item2;

        [IndexerName("SequentialItems")]
        public Sequential this[Range index]
        {
            get
            {
                var (start, length) = index.GetOffsetAndLength(Count);
                return new Sequential(named_children().Skip(start).Take(length)
                    .Select(entry => (entry.name, (Module<Tensor, Tensor>)entry.module)).ToArray());
            }
        }

        public Sequential append(string name, IModule<Tensor, Tensor> module)
        {
            register_module(name, (nn.Module)module);
            return this;
        }

        public Sequential append(IModule<Tensor, Tensor> module) => append(Count.ToString(), module);

        public override Tensor forward(Tensor tensor)
        {
            if (Count == 0)
                return tensor.alias();
            var values = tensor;
            foreach (var (_, module) in _internal_submodules)
            {
                var next = ((IModule<Tensor, Tensor>)module).call(values);
                if (!ReferenceEquals(values, tensor) && !ReferenceEquals(values, next))
                    values.Dispose();
                values = next;
            }
            return values;
        }

        private int At(int index) => index < 0 ? index + Count : index;
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sequential Sequential() => Modules.Sequential.Of(Array.Empty<Module<Tensor, Tensor>>());

            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Modules.Sequential.Of(modules);

            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => Modules.Sequential.Of(modules);

            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
                Modules.Sequential.Of(modules);

            public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) =>
                Modules.Sequential.Of(modules);
        }
    }
}
