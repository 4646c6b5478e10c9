using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>
/// Scores the rows of one cursor: buffers over which the inputs are shown to ONNX Runtime once and for all, and the outputs
/// of the row where the cursor is, computed once whichever columns are asked for. Belongs to one thread, as the cursor does.
/// </summary>
internal sealed class OnnxRowScorer : IDisposable
{
    private readonly OnnxModel _model;
    private readonly DataViewRow _row;
    private readonly InputBuffer[] _inputs;
    private readonly OrtValue[] _values;
    private readonly nint[] _inputNames, _outputNames;
    private readonly OnnxVariable[] _outputs;
    private OrtValue[] _results = [];
    private long _position = -1;

    public OnnxRowScorer(OnnxModel model, DataViewRow row, OnnxVariable[] inputs, int[] columns, OnnxVariable[] outputs)
    {
        (_model, _row, _outputs) = (model, row, outputs);
        _inputs = [.. inputs.Select((input, i) => InputBuffer.Create(input, row, row.Schema[columns[i]]))];
        _values = [.. _inputs.Select(input => input.Value)];
        _inputNames = [.. inputs.Select(input => Marshal(input.Name))];
        _outputNames = [.. outputs.Select(output => Marshal(output.Name))];
    }

    /// <summary>A getter of one of the outputs that this was made for.</summary>
    public Delegate Getter(int index)
    {
        var type = _outputs[index].Type;
        if (type is not VectorDataViewType)
        {
            throw Contracts.ExceptNotSupp(
                $"Output '{_outputs[index].Name}' is a scalar: outputs must have at least one dimension.");
        }
        return type.GetItemType() is TextDataViewType
            ? TextGetter(index)
            : Utils.MarshalInvoke(NumberGetter<int>, type.GetItemType().RawType, index);
    }

    public void Dispose()
    {
        Release();
        foreach (var input in _inputs)
            input.Value.Dispose();
        foreach (nint name in _inputNames.Concat(_outputNames))
            System.Runtime.InteropServices.Marshal.FreeCoTaskMem(name);
    }

    private Delegate NumberGetter<T>(int index)
        where T : unmanaged
    {
        ValueGetter<VBuffer<T>> getter = (ref VBuffer<T> value) =>
        {
            Score();
            var data = _results[index].Data<T>();
            var editor = VBufferEditor.Create(ref value, data.Length);
            data.CopyTo(editor.Values);
            value = editor.Commit();
        };
        return getter;
    }

    private ValueGetter<VBuffer<ReadOnlyMemory<char>>> TextGetter(int index) =>
        (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            Score();
            var texts = _results[index].Strings();
            var editor = VBufferEditor.Create(ref value, texts.Length);
            texts.CopyTo(editor.Values);
            value = editor.Commit();
        };

    private void Score()
    {
        if (_position == _row.Position && _results.Length > 0)
            return;
        foreach (var input in _inputs)
            input.Read();
        Release();
        _results = _model.Session.Run(_inputNames, _values, _outputNames);
        _position = _row.Position;
    }

    private void Release()
    {
        foreach (var result in _results)
            result.Dispose();
        _results = [];
    }

    private static nint Marshal(string name) => System.Runtime.InteropServices.Marshal.StringToCoTaskMemUTF8(name);

    /// <summary>One input of the model: a column, read into a buffer that the model sees.</summary>
    private abstract class InputBuffer
    {
        public abstract OrtValue Value { get; }

        public static InputBuffer Create(OnnxVariable input, DataViewRow row, DataViewSchema.Column column) =>
            column.Type.GetItemType() is TextDataViewType
                ? new TextBuffer(input, row, column)
                : Utils.MarshalInvoke(CreateNumbers<int>, column.Type.GetItemType().RawType, input, row, column);

        public abstract void Read();

        private static InputBuffer CreateNumbers<T>(OnnxVariable input, DataViewRow row, DataViewSchema.Column column)
            where T : unmanaged => new NumberBuffer<T>(input, row, column);

        /// <summary>A column that is a whole number of times longer than the shape makes the first dimension longer.</summary>
        protected static long[] ShapeFor(OnnxVariable input, DataViewSchema.Column column)
        {
            long times = column.Type.GetValueCount() / input.Count;
            return [input.Shape[0] * times, .. input.Shape.Skip(1)];
        }

        /// <summary>Reads a column, vector or not, as a vector.</summary>
        protected static ValueGetter<VBuffer<T>> VectorGetter<T>(DataViewRow row, DataViewSchema.Column column)
        {
            if (column.Type is VectorDataViewType)
                return row.GetGetter<VBuffer<T>>(column);
            var scalar = row.GetGetter<T>(column);
            return (ref VBuffer<T> value) =>
            {
                var editor = VBufferEditor.Create(ref value, 1);
                scalar(ref editor.Values[0]);
                value = editor.Commit();
            };
        }
    }

    private sealed class NumberBuffer<T> : InputBuffer
        where T : unmanaged
    {
        private readonly ValueGetter<VBuffer<T>> _getter;
        private readonly T[] _data;
        private VBuffer<T> _vector;

        public NumberBuffer(OnnxVariable input, DataViewRow row, DataViewSchema.Column column)
        {
            _getter = VectorGetter<T>(row, column);
            _data = new T[column.Type.GetValueCount()];
            Value = OrtValue.Over(_data, input.Element, ShapeFor(input, column));
        }

        public override OrtValue Value { get; }

        public override void Read()
        {
            _getter(ref _vector);
            _vector.CopyTo(_data);
        }
    }

    private sealed class TextBuffer : InputBuffer
    {
        private readonly ValueGetter<VBuffer<ReadOnlyMemory<char>>> _getter;
        private readonly ReadOnlyMemory<char>[] _texts;
        private VBuffer<ReadOnlyMemory<char>> _vector;

        public TextBuffer(OnnxVariable input, DataViewRow row, DataViewSchema.Column column)
        {
            _getter = VectorGetter<ReadOnlyMemory<char>>(row, column);
            _texts = new ReadOnlyMemory<char>[column.Type.GetValueCount()];
            Value = OrtValue.OfStrings(_texts.Length, ShapeFor(input, column));
        }

        public override OrtValue Value { get; }

        public override void Read()
        {
            _getter(ref _vector);
            _vector.CopyTo(_texts);
            Value.FillStrings(_texts);
        }
    }
}
