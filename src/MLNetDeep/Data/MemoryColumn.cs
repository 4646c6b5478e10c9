using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>A column whose values are in memory.</summary>
internal abstract class MemoryColumn(string name, DataViewType type)
{
    public string Name => name;

    public DataViewType Type => type;

    public virtual DataViewSchema.Annotations? Annotations => null;

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    /// <param name="row">Gives the row that is wanted.</param>
    public abstract Delegate Getter(Func<int> row);
}

/// <summary>A value for each row.</summary>
internal sealed class ValueColumn<T>(string name, DataViewType type, T[] values) : MemoryColumn(name, type)
{
    public override Delegate Getter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = values[row()]);
}
