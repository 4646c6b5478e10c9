using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MLNetDeep.Runtime;

/// <summary>The rows of a batch for one input of a network, read from a column of vectors.</summary>
internal abstract class PortRows
{
    /// <summary>Opens the column of a row (or a cursor).</summary>
    /// <param name="row">The row.</param>
    /// <param name="port">The input.</param>
    /// <param name="capacity">The most rows.</param>
    public static PortRows Open(DataViewRow row, OnnxPort port, int capacity) =>
        port.Item == typeof(long) ? new PortRows<long>(row, port, capacity) : new PortRows<float>(row, port, capacity);

    /// <summary>Takes the current row into a slot. Slots are filled one after the other, from the first.</summary>
    public abstract void Read(int slot, long position);

    /// <summary>The first rows; overwritten by the next batch.</summary>
    public abstract OrtValue ToOnnx(int count);

    /// <summary>Whether the row in the first slot is the same as the one given, which it then becomes.</summary>
    public abstract bool SameAsBefore();
}

/// <summary>Rows of numbers; where their width is open, shorter rows are filled with zeros at their end.</summary>
internal sealed class PortRows<T> : PortRows
    where T : unmanaged, IEquatable<T>
{
    private readonly OnnxPort _port;
    private readonly ValueGetter<VBuffer<T>> _getter;
    private readonly T[][] _rows;
    private readonly T[]? _even;
    private T[]? _before;
    private VBuffer<T> _row;

    public PortRows(DataViewRow row, OnnxPort port, int capacity)
    {
        (_port, _getter) = (port, row.GetGetter<VBuffer<T>>(row.Schema[port.Name]));
        _even = port.Width is { } width ? new T[capacity * width] : null;
        _rows = _even is null ? new T[capacity][] : [];
    }

    public override void Read(int slot, long position)
    {
        _getter(ref _row);
        if (_even is null)
        {
            _rows[slot] = [.. _row.DenseValues()];
            return;
        }
        if (_row.Length != _port.Width)
            throw new InvalidOperationException($"{(position == RowBatch.NoPosition ? "" : $"Row {position + 1}: ")}the network takes {_port.Width} numbers, but column '{_port.Name}' holds {_row.Length}.");
        _row.CopyTo(Slot(slot));
    }

    public override OrtValue ToOnnx(int count) => _even is null
        ? Padded(count)
        : OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _even.AsMemory(0, count * _port.Width!.Value), [count, _port.Width.Value]);

    public override bool SameAsBefore()
    {
        var row = _even is null ? _rows[0] : Slot(0);
        if (_before is not null && row.SequenceEqual(_before)) return true;
        _before = row.ToArray();
        return false;
    }

    private Span<T> Slot(int slot) => _even.AsSpan(slot * _port.Width!.Value, _port.Width.Value);

    private OrtValue Padded(int count)
    {
        var width = Math.Max(1, _rows.Take(count).Max(row => row.Length));
        var all = new T[count * width];
        for (var i = 0; i < count; i++) _rows[i].CopyTo(all.AsSpan(i * width));
        return OrtValue.CreateTensorValueFromMemory(all, [count, width]);
    }
}
