using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>A column of nodes as numbers.</summary>
/// <param name="Name">The column.</param>
/// <param name="Width">How many numbers.</param>
/// <param name="Categories">The categories that have a number each; null where the column holds numbers.</param>
internal sealed record NodeColumn(string Name, int Width, string[]? Categories)
{
    /// <summary>Whether it is no column of the table but <see cref="NodeCounts"/>.</summary>
    public bool IsCount { get; init; }
}

/// <summary>How many rows of another table point at each node by a foreign key: means over neighbours do not tell it.</summary>
/// <param name="Name">The foreign key.</param>
/// <param name="Values">The logarithm of 1 + the number, for each node.</param>
internal sealed record NodeCounts(string Name, float[] Values);

/// <summary>How columns of nodes become numbers, learned on one table and applied to others.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Normalization">What is done with the numbers; never Auto.</param>
/// <param name="Means">The mean of each number; empty where they are not standardized.</param>
/// <param name="Scales">What each number is multiplied with then.</param>
internal sealed record NodeEncoding(NodeColumn[] Columns, NodeNormalization Normalization, float[] Means, float[] Scales)
{
    private const int MostCategories = 1000;
    private const double MostlyZeros = 0.9;

    /// <summary>Numbers of a node.</summary>
    public int Width => Columns.Sum(column => column.Width);

    /// <summary>Learns how a table is encoded, and encodes it.</summary>
    /// <param name="rows">The nodes.</param>
    /// <param name="names">The columns.</param>
    /// <param name="normalization">What is asked for.</param>
    /// <param name="count">How many nodes.</param>
    /// <param name="counts">How many rows point at them.</param>
    public static (NodeEncoding Encoding, float[] Numbers) Learn(IDataView rows, IReadOnlyList<string> names, NodeNormalization normalization, int count, IReadOnlyList<NodeCounts> counts)
    {
        NodeColumn[] columns = [.. names.Select(name => Find(rows, name)), .. counts.Select(counted => new NodeColumn(counted.Name, 1, null) { IsCount = true })];
        var raw = new NodeEncoding(columns, NodeNormalization.None, [], []);
        var numbers = raw.Raw(rows, count, counts);
        var settled = raw with { Normalization = normalization == NodeNormalization.Auto ? Settle(numbers) : normalization };
        if (settled.Normalization == NodeNormalization.Standard) settled = settled.WithMoments(numbers);
        settled.Normalize(numbers);
        return (settled, numbers);
    }

    /// <summary>The numbers of a table's nodes [nodes × width].</summary>
    public float[] Read(IDataView rows, int count, IReadOnlyList<NodeCounts> counts)
    {
        var numbers = Raw(rows, count, counts);
        Normalize(numbers);
        return numbers;
    }

    /// <summary>Throws where a table has not these columns.</summary>
    public void Check(DataViewSchema schema)
    {
        foreach (var column in Columns.Where(column => !column.IsCount))
        {
            var type = ColumnChecks.Find(schema, "feature", column.Name).Type;
            var isCategory = type is TextDataViewType or KeyDataViewType;
            if (isCategory != (column.Categories is not null) || (!isCategory && WidthOf(type) != column.Width))
                throw ColumnErrors.Mismatch("feature", column.Name, column.Categories is not null ? "categories" : $"{column.Width} numbers", ColumnErrors.Describe(type));
        }
    }

    private static NodeColumn Find(IDataView rows, string name)
    {
        var column = ColumnChecks.Find(rows.Schema, "feature", name);
        if (column.Type is not (TextDataViewType or KeyDataViewType)) return new NodeColumn(name, WidthOf(column.Type), null);
        var categories = new SortedSet<string>(StringComparer.Ordinal);
        using var cursor = rows.GetRowCursor([column]);
        var category = Category(cursor, column);
        while (cursor.MoveNext())
            if (category() is { Length: > 0 } text && categories.Add(text) && categories.Count > MostCategories)
                throw new ArgumentException($"Column '{name}' has more than {MostCategories} different values, which is too many for categories of nodes: group them, or featurize them to a vector of numbers before.");
        return new NodeColumn(name, Math.Max(1, categories.Count), [.. categories]);
    }

    private static int WidthOf(DataViewType type)
    {
        var form = ColumnForm.Of(type);
        return form.IsNumbers || (!form.IsVector && form.Item is BooleanDataViewType) ? type is VectorDataViewType vector ? vector.Size : 1
            : throw new ArgumentException($"Features of nodes must be numbers, vectors of numbers of known size, flags, text or keys, but one is {ColumnErrors.Describe(type)}.");
    }

    private static Func<string> Category(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is TextDataViewType)
        {
            var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> text = default;
            return () =>
            {
                getter(ref text);
                return text.ToString();
            };
        }
        var number = Number(row, column);
        return () => number() is var key && key > 0 ? key.ToString(CultureInfo.InvariantCulture) : "";
    }

    private static Func<float> Number(DataViewRow row, DataViewSchema.Column column)
    {
        Func<float> Of<T>(Func<T, float> convert)
        {
            var getter = row.GetGetter<T>(column);
            T value = default!;
            return () =>
            {
                getter(ref value);
                return convert(value);
            };
        }
        return Type.GetTypeCode(column.Type.RawType) switch
        {
            TypeCode.Single => Of<float>(value => value),
            TypeCode.Double => Of<double>(value => (float)value),
            TypeCode.Boolean => Of<bool>(value => value ? 1 : 0),
            TypeCode.SByte => Of<sbyte>(value => value),
            TypeCode.Byte => Of<byte>(value => value),
            TypeCode.Int16 => Of<short>(value => value),
            TypeCode.UInt16 => Of<ushort>(value => value),
            TypeCode.Int32 => Of<int>(value => value),
            TypeCode.UInt32 => Of<uint>(value => value),
            TypeCode.Int64 => Of<long>(value => value),
            _ => Of<ulong>(value => value),
        };
    }

    private float[] Raw(IDataView rows, int count, IReadOnlyList<NodeCounts> counts)
    {
        if ((long)count * Width > Array.MaxLength)
            throw new ArgumentException($"{count} nodes with {Width} numbers each are too many for memory: select features, or project them to fewer numbers before.");
        var numbers = new float[(long)count * Width];
        using var cursor = rows.GetRowCursor(Columns.Where(column => !column.IsCount).Select(column => rows.Schema[column.Name]));
        var at = 0;
        List<Action<int>> read = [];
        foreach (var column in Columns)
        {
            read.Add(column.IsCount ? Counted(counts.FirstOrDefault(counted => counted.Name == column.Name), at, numbers) : Reader(cursor, column, at, numbers));
            at += column.Width;
        }
        for (var node = 0; cursor.MoveNext(); node++)
            foreach (var action in read) action(node);
        return numbers;
    }

    // A graph without the foreign key has none that point at its nodes.
    private Action<int> Counted(NodeCounts? counts, int at, float[] numbers)
    {
        var width = Width;
        return node => numbers[((long)node * width) + at] = counts?.Values[node] ?? 0;
    }

    private Action<int> Reader(DataViewRow row, NodeColumn column, int at, float[] numbers)
    {
        var (found, width) = (row.Schema[column.Name], Width);
        if (column.Categories is { } categories)
        {
            var (places, category) = (categories.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal), Category(row, found));
            return node =>
            {
                if (places.TryGetValue(category(), out var place)) numbers[((long)node * width) + at + place] = 1;
            };
        }
        if (found.Type is not VectorDataViewType vector)
        {
            var number = Number(row, found);
            return node => numbers[((long)node * width) + at] = number();
        }
        if (vector.ItemType.RawType == typeof(float)) return Vector<float>(value => value);
        if (vector.ItemType.RawType == typeof(double)) return Vector<double>(value => (float)value);
        return vector.ItemType.RawType == typeof(byte) ? Vector<byte>(value => value) : vector.ItemType.RawType == typeof(int) ? Vector<int>(value => value)
            : throw ColumnErrors.Mismatch("feature", column.Name, "a vector of Single, Double, Int32 or Byte", ColumnErrors.Describe(found.Type));

        Action<int> Vector<T>(Func<T, float> convert)
        {
            var getter = row.GetGetter<VBuffer<T>>(found);
            VBuffer<T> buffer = default;
            return node =>
            {
                getter(ref buffer);
                foreach (var (place, value) in buffer.Items()) numbers[((long)node * width) + at + place] = convert(value);
            };
        }
    }

    private static NodeNormalization Settle(float[] numbers) =>
        Array.TrueForAll(numbers, number => number >= 0) && numbers.LongCount(number => number == 0) > MostlyZeros * numbers.LongLength ? NodeNormalization.RowSum : NodeNormalization.Standard;

    private NodeEncoding WithMoments(float[] numbers)
    {
        var (width, rows) = (Width, numbers.LongLength / Math.Max(1, Width));
        float[] means = new float[width], scales = new float[width];
        Array.Fill(scales, 1);
        var at = 0;
        foreach (var column in Columns)
        {
            for (var i = at; i < at + column.Width && column.Categories is null; i++) (means[i], scales[i]) = Moments(numbers, i, width, rows);
            at += column.Width;
        }
        return this with { Means = means, Scales = scales };
    }

    private static (float Mean, float Scale) Moments(float[] numbers, int column, int width, long rows)
    {
        var (sum, squares, count) = (0.0, 0.0, 0L);
        for (long row = 0; row < rows; row++)
        {
            var value = numbers[(row * width) + column];
            if (!float.IsFinite(value)) continue;
            (sum, squares, count) = (sum + value, squares + ((double)value * value), count + 1);
        }
        if (count == 0) return (0, 1);
        var mean = sum / count;
        var variance = (squares / count) - (mean * mean);
        return ((float)mean, variance > 1e-12 * Math.Max(1e-12, squares / count) ? (float)(1 / Math.Sqrt(variance)) : 1);
    }

    private void Normalize(float[] numbers)
    {
        var width = Width;
        for (long from = 0; from < numbers.LongLength; from += width)
        {
            var row = numbers.AsSpan((int)from, width);
            var sum = 0f;
            for (var i = 0; i < width; i++)
            {
                if (Normalization == NodeNormalization.Standard) row[i] = (row[i] - Means[i]) * Scales[i];
                if (!float.IsFinite(row[i])) row[i] = 0;
                sum += row[i];
            }
            if (Normalization != NodeNormalization.RowSum || sum == 0) continue;
            for (var i = 0; i < width; i++) row[i] /= sum;
        }
    }
}
