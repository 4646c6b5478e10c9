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
        if (type is not VectorDataViewType vector || vector.ItemType is not (TextDataViewType or NumberDataViewType or BooleanDataViewType))
            throw new NotSupportedException($"Outputs of the type {type} are not known.");
        return vector.ItemType is TextDataViewType
            ? new TextOutput(vector.Size, capacity)
            : (OnnxOutput)Activator.CreateInstance(typeof(NumberOutput<>).MakeGenericType(vector.ItemType.RawType), vector.Size, capacity)!;
    }

    /// <summary>Takes what a run gave.</summary>
    public abstract void Take(OrtValue value);

    /// <summary>The getter of the rows' vectors.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="output">The output of the current row's batch, and the row's slot there.</param>
    public static Delegate MakeGetter(DataViewType type, Func<(OnnxOutput Output, int Slot)> output) => Create(type, 0).Getter(output);

    protected abstract Delegate Getter(Func<(OnnxOutput Output, int Slot)> current);
}

/// <summary>An output of items that ML.NET calls <typeparamref name="T"/>. Where its width is left open (0), a row is as wide as its batch.</summary>
internal abstract class OnnxOutput<T> : OnnxOutput
{
    private readonly bool _isOpen;
    private T[] _values;
    private int _width;

    protected OnnxOutput(int width, int capacity) => (_isOpen, _width, _values) = (width == 0, width, new T[capacity * width]);

    protected override Delegate Getter(Func<(OnnxOutput Output, int Slot)> current) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        var (found, slot) = current();
        var output = (OnnxOutput<T>)found;
        var editor = VBufferEditor.Create(ref value, output._width);
        output._values.AsSpan(slot * output._width, output._width).CopyTo(editor.Values);
        value = editor.Commit();
    });

    /// <summary>Room for what a run gave.</summary>
    protected Span<T> Room(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        if (_isOpen) _width = info.Shape is [> 0 and var rows, ..] ? (int)(info.ElementCount / rows) : 0;
        if (_values.Length < info.ElementCount) _values = new T[info.ElementCount];
        return _values.AsSpan(0, (int)info.ElementCount);
    }
}

/// <summary>Numbers and flags.</summary>
internal sealed class NumberOutput<T>(int width, int capacity) : OnnxOutput<T>(width, capacity)
    where T : unmanaged
{
    public override void Take(OrtValue value) => value.GetTensorDataAsSpan<T>().CopyTo(Room(value));
}

/// <summary>Texts.</summary>
internal sealed class TextOutput(int width, int capacity) : OnnxOutput<ReadOnlyMemory<char>>(width, capacity)
{
    public override void Take(OrtValue value)
    {
        var room = Room(value);
        for (var i = 0; i < room.Length; i++) room[i] = value.GetStringElementAsMemory(i);
    }
}
