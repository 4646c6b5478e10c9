using System.Globalization;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>The labels of the classes as a saved model holds them, in whatever type they are.</summary>
internal abstract class LabelTable
{
    /// <summary>The labels by class, and one more that no class has.</summary>
    public abstract OnnxTensor Tensor { get; }

    /// <summary>Adds the step that takes the label out of its vector.</summary>
    public abstract void AddMapping(MLContext ml, StepList steps);

    /// <summary>The labels as rows, in the order of their keys.</summary>
    public abstract IDataView KeyData(MLContext ml);

    public static LabelTable Of(LabelValues labels) => labels.ItemType?.RawType switch
    {
        null => Numbers(Keys(labels.Count), OnnxElement.UInt32, UInt32LabelMapping.Contract),
        // By the type of items: the runtime takes arrays of signed and of unsigned numbers for each other.
        var type when type == typeof(ReadOnlyMemory<char>) => Texts(labels.Names),
        var type when type == typeof(float) => Numbers((float[])labels.Values, OnnxElement.Float, SingleLabelMapping.Contract),
        var type when type == typeof(double) => Numbers((double[])labels.Values, OnnxElement.Double, DoubleLabelMapping.Contract),
        var type when type == typeof(byte) => Numbers((byte[])labels.Values, OnnxElement.UInt8, ByteLabelMapping.Contract),
        var type when type == typeof(sbyte) => Numbers((sbyte[])labels.Values, OnnxElement.Int8, SByteLabelMapping.Contract),
        var type when type == typeof(short) => Numbers((short[])labels.Values, OnnxElement.Int16, Int16LabelMapping.Contract),
        var type when type == typeof(ushort) => Numbers((ushort[])labels.Values, OnnxElement.UInt16, UInt16LabelMapping.Contract),
        var type when type == typeof(int) => Numbers((int[])labels.Values, OnnxElement.Int32, Int32LabelMapping.Contract),
        var type when type == typeof(uint) => Numbers((uint[])labels.Values, OnnxElement.UInt32, UInt32LabelMapping.Contract),
        var type when type == typeof(long) => Numbers((long[])labels.Values, OnnxElement.Int64, Int64LabelMapping.Contract),
        var type when type == typeof(ulong) => Numbers((ulong[])labels.Values, OnnxElement.UInt64, UInt64LabelMapping.Contract),
        var type when type == typeof(bool) => Flags((bool[])labels.Values),
        _ => throw new NotSupportedException($"Labels of type {labels.ItemType} cannot be saved. Convert them, to text for " +
            "example, before MapValueToKey."),
    };

    private static LabelTable<bool> Flags(bool[] values) => new(values, new OnnxTensor(OnnxElement.Bool, [values.Length + 1],
        OnnxTensor.Bytes<byte>([.. values.Select(value => (byte)(value ? 1 : 0)), 0])), BooleanLabelMapping.Contract);

    private static uint[] Keys(int count) => [.. Enumerable.Range(1, count).Select(key => (uint)key)];

    private static LabelTable<string> Texts(IReadOnlyList<string> names)
    {
        string none = "?";
        while (names.Contains(none))
            none += "?";
        return new LabelTable<string>([.. names], OnnxTensor.Vector([.. names, none]), TextLabelMapping.Contract);
    }

    private static LabelTable<T> Numbers<T>(T[] values, OnnxElement element, string contract)
        where T : unmanaged, IConvertible
    {
        var raw = OnnxTensor.Bytes<T>([.. values, Unused(values)]);
        return new LabelTable<T>(values, new OnnxTensor(element, [values.Length + 1], raw), contract);
    }

    private static T Unused<T>(T[] values)
        where T : unmanaged, IConvertible => Enumerable.Range(0, Math.Min(values.Length + 1, sbyte.MaxValue))
            .Select(candidate => (T)Convert.ChangeType(candidate, typeof(T), CultureInfo.InvariantCulture))
            .FirstOrDefault(candidate => !values.Contains(candidate));
}

/// <summary>Labels of type <typeparamref name="T"/>.</summary>
internal sealed class LabelTable<T>(T[] values, OnnxTensor tensor, string contract) : LabelTable
{
    public override OnnxTensor Tensor => tensor;

    public override void AddMapping(MLContext ml, StepList steps) =>
        steps.Add(ml.Transforms.CustomMapping<LabelVector<T>, LabelValue<T>>(LabelMapping<T>.Map, contract));

    public override IDataView KeyData(MLContext ml) => ml.Data.LoadFromEnumerable(values.Select(value => new Key { Value = value }));

    private sealed class Key
    {
        public T Value { get; set; } = default!;
    }
}
