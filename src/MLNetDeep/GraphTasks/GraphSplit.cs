using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Graphs;

namespace MLNetDeep;

/// <summary>Rows in parts.</summary>
/// <param name="TrainSet">The rows to train on.</param>
/// <param name="ValidationSet">The rows to validate on, for <see cref="TrainerOptions.ValidationSet"/>.</param>
/// <param name="TestSet">The rows to test on.</param>
public sealed record GraphSplit(IDataView TrainSet, IDataView ValidationSet, IDataView TestSet)
{
    internal static GraphSplit OfEdges(IDataView edges, double validation, double test, int seed, string source, string target)
    {
        var (froms, tos) = (Texts(edges, source), Texts(edges, target));
        var pairs = froms.Zip(tos, (from, to) => string.CompareOrdinal(from, to) <= 0 ? (from, to) : (to, from)).ToArray();
        var all = pairs.Distinct().ToArray();
        new Random(seed).Shuffle(all);
        var (validated, tested) = ((int)Math.Round(all.Length * validation), (int)Math.Round(all.Length * test));
        var parts = all.Index().ToDictionary(pair => pair.Item, pair => pair.Index < validated ? 1 : pair.Index < validated + tested ? 2 : 0);
        IDataView Part(int part) => new RowSubset(edges, row => parts[pairs[row]] == part);
        return new GraphSplit(Part(0), Part(1), Part(2));
    }

    private static string[] Texts(IDataView rows, string column)
    {
        var found = ColumnChecks.Find(rows.Schema, "id", column);
        if (found.Type is TextDataViewType) return [.. rows.GetColumn<string>(found)];
        if (NodeIds.Kind(found) is null) throw ColumnErrors.Mismatch("id", column, "text, whole numbers or keys", ColumnErrors.Describe(found.Type));
        var texts = new List<string>();
        using var cursor = rows.GetRowCursor([found]);
        var read = NodeIds.Text(cursor, found);
        while (cursor.MoveNext()) texts.Add(read());
        return [.. texts];
    }

    internal static GraphSplit Of(IDataView rows, string columnName)
    {
        if (ColumnChecks.Find(rows.Schema, "split", columnName).Type is var type and not TextDataViewType) throw ColumnErrors.Mismatch("split", columnName, "text", ColumnErrors.Describe(type));
        var names = rows.GetColumn<string>(columnName).ToArray();
        IDataView Part(params string[] wanted)
        {
            return new RowSubset(rows, row => wanted.Contains(names[row], StringComparer.OrdinalIgnoreCase));
        }
        var split = new GraphSplit(Part("train"), Part("validation", "val", "valid"), Part("test"));
        if (!names.Any(name => name.Equals("train", StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"Column '{columnName}' has no row 'train'; it has {string.Join(", ", names.Distinct().Take(10).Select(name => $"'{name}'"))}.", nameof(columnName));
        return split;
    }
}
