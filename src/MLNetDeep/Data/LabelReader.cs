using Microsoft.ML;

namespace MLNetDeep.Data;

/// <summary>Reads a key as the index of its class, from 0; missing is -1.</summary>
internal sealed class LabelReader
{
    private readonly ValueGetter<uint> _getter;
    private readonly uint _count;

    public LabelReader(DataViewRow row, string column, int classes)
    {
        _getter = row.GetGetter<uint>(ColumnChecks.Find(row.Schema, "label", column));
        _count = (uint)classes;
    }

    public long Read()
    {
        uint key = 0;
        _getter(ref key);
        return key > _count ? -1 : (long)key - 1;
    }
}
