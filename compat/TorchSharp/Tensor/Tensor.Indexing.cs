using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(At(indices));
            set => index_put_(value, At(indices));
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, i1);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, i1, i2);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, i1, i2, i3);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(i1, i2, i3, i4);
            set => index_put_(value, i1, i2, i3, i4);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var (view, advanced) = View(indices);
            if (advanced is null)
                return view;
            using (view)
                return Op.One("index.Tensor", view, advanced);
        }

        public Tensor index(params Tensor[] indices) => Op.One("index.Tensor", this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var (view, advanced) = View(indices);
            using (view)
            {
                if (advanced is null)
                    view.copy_(value);
                else
                    Op.Run("index_put_", view, advanced, value);
            }
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices)
        {
            Op.Run("index_put_", this, indices, value);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        private static TensorIndex[] At(long[] indices) => Array.ConvertAll(indices, i => (TensorIndex)i);

        /// <summary>Follows the indices that make views; those that are tensors are left for the index operator.</summary>
        private (Tensor View, Tensor?[]? Advanced) View(TensorIndex[] indices)
        {
            var view = alias();
            var dimension = 0L;
            var advanced = new List<Tensor?>();
            for (var i = 0; i < indices.Length; i++)
            {
                var index = indices[i];
                if (index.Kind == TensorIndex.IndexKind.Ellipsis)
                {
                    dimension += view.ndim - dimension - indices[(i + 1)..].Sum(Consumed);
                    continue;
                }
                if (index.Kind == TensorIndex.IndexKind.Tensor)
                {
                    Place(advanced, dimension, index.Value!);
                    dimension += Consumed(index);
                    continue;
                }
                var next = Step(view, index, dimension);
                view.Dispose();
                view = next;
                if (index.Kind == TensorIndex.IndexKind.Bool)
                    Place(advanced, dimension, tensor(new[] { index.Start != 0 }, device: device));
                if (index.Kind != TensorIndex.IndexKind.Single)
                    dimension++;
            }
            return (view, advanced.Count == 0 ? null : advanced.ToArray());
        }

        private static Tensor Step(Tensor view, TensorIndex index, long dimension) => index.Kind switch
        {
            TensorIndex.IndexKind.Single => view.select(dimension, index.Start!.Value),
            TensorIndex.IndexKind.Slice => Op.One("slice.Tensor", view, dimension, index.Start, index.Stop, index.Step ?? 1),
            _ => view.unsqueeze(dimension),
        };

        private static void Place(List<Tensor?> advanced, long dimension, Tensor index)
        {
            while (advanced.Count < dimension)
                advanced.Add(null);
            advanced.Add(index);
        }

        private static long Consumed(TensorIndex index) => index.Kind switch
        {
            TensorIndex.IndexKind.Single or TensorIndex.IndexKind.Slice => 1,
            TensorIndex.IndexKind.Tensor => index.Value!.dtype is ScalarType.Bool or ScalarType.Byte ? index.Value.ndim : 1,
            _ => 0,
        };
    }
}
