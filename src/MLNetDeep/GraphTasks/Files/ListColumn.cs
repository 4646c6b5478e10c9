using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.GraphTasks;

/// <summary>A list for each row.</summary>
/// <param name="name">What the column is called.</param>
/// <param name="type">A vector, of fixed length or not.</param>
/// <param name="lists">The lists.</param>
/// <param name="count">How many numbers of a list belong to one node or edge, for the annotation; null where there is no such number.</param>
internal sealed class ListColumn<T>(string name, VectorDataViewType type, Ragged<T> lists, int? count = null) : MemoryColumn(name, type)
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
internal sealed class TagColumn(string name, Ragged<int> codes, TagVocabulary vocabulary) : MemoryColumn(name, new VectorDataViewType(TextDataViewType.Instance))
{
    public override Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
    {
        var list = codes.Row(row());
        var editor = VBufferEditor.Create(ref value, list.Length);
        for (var i = 0; i < list.Length; i++) editor.Values[i] = vocabulary.Text(list[i]);
        value = editor.Commit();
    });
}
