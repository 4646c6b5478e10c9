using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tagging;

/// <summary>An entity: words of one type, one behind the other.</summary>
/// <param name="Type">The type.</param>
/// <param name="First">Its first word, from 0.</param>
/// <param name="End">The word behind its last one.</param>
internal readonly record struct Entity(string Type, int First, int End);

/// <summary>Reads entities from tags, and counts how many are found.</summary>
internal static class Entities
{
    /// <summary>
    /// The entities in the tags of a sentence: B-X begins one, I-X goes on with it, and begins one where none of this type goes before, as do tags without B- and I- that are not O.
    /// </summary>
    public static IEnumerable<Entity> Of(IReadOnlyList<string> tags)
    {
        var (type, first) = ("", 0);
        for (var i = 0; i <= tags.Count; i++)
        {
            var (begins, own) = i < tags.Count ? Split(tags[i]) : (true, "");
            if (!begins && own == type) continue;
            if (type.Length > 0) yield return new Entity(type, first, i);
            (type, first) = (own, i);
        }
    }

    /// <summary>Counts over all sentences.</summary>
    public static TaggingMetrics Evaluate(IDataView data, string tagsColumn, string predictedColumn)
    {
        var (right, there, found) = (new Dictionary<string, long>(), new Dictionary<string, long>(), new Dictionary<string, long>());
        var (words, rightWords) = (0L, 0L);
        using var cursor = data.GetRowCursor([data.Schema[tagsColumn], data.Schema[predictedColumn]]);
        var (tagsOf, predictedOf) = (cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(data.Schema[tagsColumn]), cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(data.Schema[predictedColumn]));
        VBuffer<ReadOnlyMemory<char>> buffer = default;
        string[] Read(ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
        {
            getter(ref buffer);
            return [.. buffer.DenseValues().Select(tag => tag.ToString())];
        }
        while (cursor.MoveNext())
        {
            var (tags, predicted) = (Read(tagsOf), Read(predictedOf));
            if (tags.Length != predicted.Length)
                throw new InvalidOperationException($"Row {cursor.Position + 1} has {tags.Length} tags in column '{tagsColumn}', but {predicted.Length} in column '{predictedColumn}'. Rows are counted from 1.");
            words += tags.Length;
            rightWords += tags.Zip(predicted).LongCount(pair => pair.First == pair.Second);
            var (own, guessed) = (Of(tags).ToHashSet(), Of(predicted).ToList());
            foreach (var entity in own) Add(there, entity.Type);
            foreach (var entity in guessed)
            {
                Add(found, entity.Type);
                if (own.Contains(entity)) Add(right, entity.Type);
            }
        }
        return Metrics(right.Values.Sum(), found.Values.Sum(), there.Values.Sum(), words == 0 ? 0 : (double)rightWords / words) with
        {
            Types = there.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
                .ToDictionary(type => type, type => Metrics(right.GetValueOrDefault(type), found.GetValueOrDefault(type), there.GetValueOrDefault(type), double.NaN)),
        };
    }

    private static TaggingMetrics Metrics(long right, long found, long there, double accuracy) =>
        new(found == 0 ? 0 : (double)right / found, there == 0 ? 0 : (double)right / there, accuracy, there);

    private static void Add(Dictionary<string, long> counts, string type) => counts[type] = counts.GetValueOrDefault(type) + 1;

    private static (bool Begins, string Type) Split(string tag) => tag switch
    {
        "O" or "" => (true, ""),
        ['B', '-', ..] => (true, tag[2..]),
        ['I', '-', ..] => (false, tag[2..]),
        _ => (false, tag),
    };
}
