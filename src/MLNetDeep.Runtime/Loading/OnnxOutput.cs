using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MLNetDeep.Runtime;

/// <summary>An output of a network as a column of vectors, as ML.NET's own step for ONNX gives it.</summary>
internal abstract class OnnxOutput
{
    /// <summary>Room for the values of a batch.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="capacity">The most rows.</param>
    public static OnnxOutput Create(DataViewType type, int capacity)
    {
        var item = type is VectorDataViewType { Size: > 0 } vector ? vector.ItemType : throw Unknown(type);
        var width = ((VectorDataViewType)type).Size;
        return item switch
        {
            TextDataViewType => new TextOutput(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(float) => new NumberOutput<float>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(double) => new NumberOutput<double>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(byte) => new NumberOutput<byte>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(sbyte) => new NumberOutput<sbyte>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(short) => new NumberOutput<short>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(ushort) => new NumberOutput<ushort>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(int) => new NumberOutput<int>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(uint) => new NumberOutput<uint>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(long) => new NumberOutput<long>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(ulong) => new NumberOutput<ulong>(width, capacity),
            NumberDataViewType or BooleanDataViewType when item.RawType == typeof(bool) => new NumberOutput<bool>(width, capacity),
            _ => throw Unknown(type),
        };
    }

    /// <summary>Takes what a run gave.</summary>
    public abstract void Take(OrtValue value);

    /// <summary>The getter of the rows' vectors.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="output">The output of the current row's batch, and the row's slot there.</param>
    public static Delegate MakeGetter(DataViewType type, Func<(OnnxOutput Output, int Slot)> output) => Create(type, 0).Getter(output);

    protected abstract Delegate Getter(Func<(OnnxOutput Output, int Slot)> current);

    private static NotSupportedException Unknown(DataViewType type) => new($"Outputs of the type {type} are not known.");
}

/// <summary>An output of items that ML.NET calls <typeparamref name="T"/>.</summary>
internal abstract class OnnxOutput<T>(int width, int capacity) : OnnxOutput
{
    protected T[] Values { get; } = new T[capacity * width];

    protected override Delegate Getter(Func<(OnnxOutput Output, int Slot)> current) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        var (output, slot) = current();
        var editor = VBufferEditor.Create(ref value, width);
        ((OnnxOutput<T>)output).Values.AsSpan(slot * width, width).CopyTo(editor.Values);
        value = editor.Commit();
    });
}

/// <summary>Numbers and flags.</summary>
internal sealed class NumberOutput<T>(int width, int capacity) : OnnxOutput<T>(width, capacity)
    where T : unmanaged
{
    public override void Take(OrtValue value) => value.GetTensorDataAsSpan<T>().CopyTo(Values);
}

/// <summary>Texts.</summary>
internal sealed class TextOutput(int width, int capacity) : OnnxOutput<ReadOnlyMemory<char>>(width, capacity)
{
    public override void Take(OrtValue value)
    {
        var count = (int)value.GetTensorTypeAndShape().ElementCount;
        for (var i = 0; i < count; i++) Values[i] = value.GetStringElementAsMemory(i);
    }
}
