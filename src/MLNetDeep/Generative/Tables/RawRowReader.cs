using Microsoft.ML;

namespace MLNetDeep.Generative.Tables;

/// <summary>Reads rows one after the other into slots that follow on each other.</summary>
internal sealed class RawRowReader
{
    private readonly List<RawColumn> _columns = [];
    private readonly List<Action> _readers = [];

    public RawRowReader(DataViewRow row, SynthesizedTable table)
    {
        foreach (var column in table.Columns) RawTable.Add(row, row.Schema[column.Name], _columns, _readers);
    }

    /// <summary>Takes the current row into a slot; those behind it are empty then.</summary>
    public void Read(int slot)
    {
        foreach (var column in _columns)
        {
            if (column.Texts?.Count > slot) column.Texts.RemoveRange(slot, column.Texts.Count - slot);
            if (column.Numbers?.Count > slot) column.Numbers.RemoveRange(slot, column.Numbers.Count - slot);
        }
        _readers.ForEach(read => read());
    }

    /// <summary>The first rows.</summary>
    public RawTable Rows(int count) => new(_columns, count);
}
