using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.GraphTasks;

/// <summary>A column whose values are in memory.</summary>
internal abstract class GraphColumn(string name, DataViewType type)
{
    public string Name => name;

    public DataViewType Type => type;

    public virtual DataViewSchema.Annotations? Annotations => null;

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    /// <param name="row">Gives the row that is wanted.</param>
    public abstract Delegate Getter(Func<int> row);
}

/// <summary>A value for each row.</summary>
internal sealed class ValueColumn<T>(string name, DataViewType type, T[] values) : GraphColumn(name, type)
{
    public override Delegate Getter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = values[row()]);
}

/// <summary>A list for each row.</summary>
/// <param name="name">What the column is called.</param>
/// <param name="type">A vector, of fixed length or not.</param>
/// <param name="lists">The lists.</param>
/// <param name="count">How many numbers of a list belong to one node or edge, for the annotation; null where there is no such number.</param>
internal sealed class ListColumn<T>(string name, VectorDataViewType type, Ragged<T> lists, int? count = null) : GraphColumn(name, type)
{
    public override DataViewSchema.Annotations? Annotations => count is { } known ? GraphColumns.Annotate(known) : null;

    public override Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        var list = lists.Row(row());
        var editor = VBufferEditor.Create(ref value, list.Length);
        list.CopyTo(editor.Values);
        value = editor.Commit();
    });
}

/// <summary>A list of tags for each row.</summary>
internal sealed class TagColumn(string name, Ragged<int> codes, TagVocabulary vocabulary) : GraphColumn(name, new VectorDataViewType(TextDataViewType.Instance))
{
    public override Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
    {
        var list = codes.Row(row());
        var editor = VBufferEditor.Create(ref value, list.Length);
        for (var i = 0; i < list.Length; i++) editor.Values[i] = vocabulary.Text(list[i]);
        value = editor.Commit();
    });
}
