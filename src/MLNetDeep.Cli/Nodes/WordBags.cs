using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Nodes;

/// <summary>How often each word of a vocabulary is in a text: runs of letters and digits, in lower case.</summary>
internal static partial class WordBags
{
    /// <summary>The words that are counted: of more than these the most frequent ones.</summary>
    public const int MostWords = 5000;

    /// <summary>The vocabulary of a column.</summary>
    public static string[] Learn(IDataView rows, string column)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string text in rows.GetColumn<string>(column))
        {
            foreach (string word in Words(text).Distinct())
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }
        return [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostWords).Select(c => c.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>Adds the counts as a vector.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="from">The column of text.</param>
    /// <param name="words">The column to make.</param>
    public static IDataView Add(MLContext ml, IDataView rows, string from, WordColumn words)
    {
        Dictionary<string, int> places = words.Vocabulary.Index().ToDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal);
        var (input, output) = (SchemaDefinition.Create(typeof(TextRow)), SchemaDefinition.Create(typeof(BagRow)));
        input[0].ColumnName = from;
        (output[0].ColumnName, output[0].ColumnType) = (words.Name, new VectorDataViewType(NumberDataViewType.Single, words.Vocabulary.Length));
        return ml.Transforms.CustomMapping<TextRow, BagRow>((row, bag) => bag.Counts = Count(row.Text, places), null, input, output).Fit(rows).Transform(rows);
    }

    private static VBuffer<float> Count(string text, Dictionary<string, int> places)
    {
        var counts = new SortedDictionary<int, float>();
        foreach (string word in Words(text))
        {
            if (places.TryGetValue(word, out int place))
                counts[place] = counts.GetValueOrDefault(place) + 1;
        }
        return new VBuffer<float>(places.Count, counts.Count, [.. counts.Values], [.. counts.Keys]);
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(word => word.Value.ToLowerInvariant());

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }

    private sealed class BagRow
    {
        public VBuffer<float> Counts { get; set; }
    }
}
