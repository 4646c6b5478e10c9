using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Text;

/// <summary>A column of words and one of their tags. It is no kind of input that is found by itself: taggers alone have it.</summary>
internal sealed class WordsInput : InputKind
{
    private const int MostFaults = 10;

    private WordsInput()
    {
    }

    /// <summary>The one that there is.</summary>
    public static WordsInput Single { get; } = new();

    public override string Key => "words";

    public override string DisplayName => "words with tags";

    public override Type OptionsType => typeof(TextTrainerOptions);

    public override bool TakesSeveralColumns => true;

    internal override void Check(FeatureRequest request, SchemaShape schema) => CheckAll(request, (role, name) =>
    {
        var column = ColumnChecks.Find(schema, role, name);
        return column is { IsKey: false, ItemType: TextDataViewType, Kind: not SchemaShape.Column.VectorKind.Scalar } ? null : ColumnErrors.Describe(column);
    });

    internal override void Check(FeatureRequest request, DataViewSchema schema) => CheckAll(request, (role, name) =>
    {
        var type = ColumnChecks.Find(schema, role, name).Type;
        return type is VectorDataViewType { ItemType: TextDataViewType } ? null : ColumnErrors.Describe(type);
    });

    internal override InputSpec Find(InputSearch search)
    {
        var (words, tags) = (search.Request.Names![0], search.Request.Names[1]);
        var names = TagNames(search, words, tags);
        var text = (TextSpec)InputKinds.OfShape(typeof(TextShape)).FindAlike(search, [words])[0];
        return new WordsSpec(text, tags, names);
    }

    internal override InputSpec? Read(JsonObject saved) => null;

    private static void CheckAll(FeatureRequest request, Func<string, string, string?> check)
    {
        var faults = new[] { "words", "tags" }.Zip(request.Names!).Select(pair => (Role: pair.First, Name: pair.Second, Got: check(pair.First, pair.Second))).Where(fault => fault.Got is not null).ToList();
        if (faults.Count > 0) throw ColumnErrors.Mismatches(faults.Select(fault => $"the column of {fault.Role} '{fault.Name}' must be a vector of text, one item a word, but is {fault.Got}"));
    }

    // The tag outside of entities first, the others in the order of their names.
    private static List<string> TagNames(InputSearch search, string words, string tags)
    {
        var (found, faults, count) = (new HashSet<string>(StringComparer.Ordinal), new List<string>(), 0L);
        using var cursor = search.Rows.GetRowCursor([search.Rows.Schema[words], search.Rows.Schema[tags]]);
        var (wordsOf, tagsOf) = (cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(search.Rows.Schema[words]), cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(search.Rows.Schema[tags]));
        VBuffer<ReadOnlyMemory<char>> someWords = default, someTags = default;
        while (cursor.MoveNext())
        {
            search.Options.CancellationToken.ThrowIfCancellationRequested();
            wordsOf(ref someWords);
            tagsOf(ref someTags);
            if (someWords.Length != someTags.Length && count++ < MostFaults) faults.Add($"row {cursor.Position + 1} has {someWords.Length} words and {someTags.Length} tags");
            foreach (var tag in someTags.DenseValues()) found.Add(tag.ToString());
        }
        if (count > 0)
            throw new InvalidOperationException($"Each word in column '{words}' must have a tag in column '{tags}': {string.Join("; ", faults)}{(count > faults.Count ? $"; and {count - faults.Count} more rows" : "")}. Rows are counted from 1.");
        if (found.Count < 2) throw new InvalidOperationException($"Column '{tags}' has {(found.Count == 0 ? "no tags" : $"only one tag ('{found.Single()}')")}; at least 2 are needed.");
        return [.. found.OrderBy(name => name != Runtime.WordTokens.Outside).ThenBy(name => name, StringComparer.Ordinal)];
    }
}
