using System.Numerics;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.MissingValueReplacingEstimator;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the replacements of one column: one for each slot, or one for all.</summary>
internal abstract class ReplacementFitter
{
    internal abstract void AddRow();

    /// <summary>The replacements; NaN where there was no value to learn from.</summary>
    internal abstract double[] Finish();

    internal static ReplacementFitter Create(DataViewRow row, DataViewSchema.Column column, ReplacementMode mode, bool bySlot) =>
        Utils.MarshalInvoke(CreateTyped<float>, column.Type.GetItemType().RawType, row, column, mode, bySlot);

    private static ReplacementFitter CreateTyped<T>(DataViewRow row, DataViewSchema.Column column, ReplacementMode mode, bool bySlot)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new Typed<T>(row, column, mode, bySlot);

    private sealed class Typed<T> : ReplacementFitter where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ValueGetter<T>? _scalar;
        private readonly ValueGetter<VBuffer<T>>? _vector;
        private readonly SlotStatistic[] _slots;
        private VBuffer<T> _value;

        internal Typed(DataViewRow row, DataViewSchema.Column column, ReplacementMode mode, bool bySlot)
        {
            // Vectors of any length have no slots to tell apart.
            int count = bySlot ? Math.Max(1, column.Type.GetValueCount()) : 1;
            _slots = new SlotStatistic[count];
            for (int i = 0; i < count; i++)
                _slots[i] = SlotStatistic.Create(mode);
            if (column.Type is VectorDataViewType)
                _vector = row.GetGetter<VBuffer<T>>(column);
            else
                _scalar = row.GetGetter<T>(column);
        }

        internal override void AddRow()
        {
            if (_scalar != null)
            {
                T value = default;
                _scalar(ref value);
                Add(0, value);
                return;
            }
            _vector!(ref _value);
            int slot = 0;
            foreach (T value in _value.DenseValues())
                Add(slot++, value);
        }

        private void Add(int slot, T value)
        {
            if (!T.IsNaN(value))
                _slots[_slots.Length == 1 ? 0 : slot].Add(double.CreateChecked(value));
        }

        internal override double[] Finish() => Array.ConvertAll(_slots, slot => slot.Result);
    }

    private abstract class SlotStatistic
    {
        internal abstract void Add(double value);

        internal abstract double Result { get; }

        internal static SlotStatistic Create(ReplacementMode mode) => mode switch
        {
            ReplacementMode.Mean => new MeanStatistic(),
            ReplacementMode.Minimum => new BestStatistic((a, b) => a < b),
            ReplacementMode.Maximum => new BestStatistic((a, b) => a > b),
            ReplacementMode.Mode => new ModeStatistic(),
            _ => new ZeroStatistic(),
        };
    }

    private sealed class ZeroStatistic : SlotStatistic
    {
        internal override double Result => 0;

        internal override void Add(double value)
        {
        }
    }

    private sealed class MeanStatistic : SlotStatistic
    {
        private double _mean;
        private long _count;

        internal override double Result => _count == 0 ? double.NaN : _mean;

        internal override void Add(double value)
        {
            if (double.IsFinite(value))
                _mean += (value - _mean) / ++_count;
        }
    }

    private sealed class BestStatistic(Func<double, double, bool> isBetter) : SlotStatistic
    {
        private double _best = double.NaN;

        internal override double Result => _best;

        internal override void Add(double value)
        {
            if (double.IsNaN(_best) || isBetter(value, _best))
                _best = value;
        }
    }

    private sealed class ModeStatistic : SlotStatistic
    {
        private readonly Dictionary<double, long> _counts = [];

        // The first seen of those that came most often: a dictionary that only grows keeps its order.
        internal override double Result => _counts.Count == 0 ? double.NaN : _counts.MaxBy(pair => pair.Value).Key;

        internal override void Add(double value) => _counts[value] = _counts.GetValueOrDefault(value) + 1;
    }
}
