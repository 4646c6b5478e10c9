using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>The ids of nodes, and their numbers from 0.</summary>
internal sealed class NodeIds
{
    private const int Named = 10;
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _numbers = [];

    private NodeIds(bool areTexts) => AreTexts = areTexts;

    /// <summary>Whether ids are text; else they are whole numbers.</summary>
    public bool AreTexts { get; }

    /// <summary>How many nodes.</summary>
    public int Count => AreTexts ? _texts.Count : _numbers.Count;

    /// <summary>Text ids in the order of their numbers.</summary>
    public IEnumerable<string> Texts => _texts.Keys;

    /// <summary>Numeric ids in the order of their numbers.</summary>
    public IEnumerable<long> Numbers => _numbers.Keys;

    /// <summary>Reads the ids of nodes.</summary>
    /// <param name="rows">The nodes.</param>
    /// <param name="column">Their ids.</param>
    /// <param name="what">The table, for messages.</param>
    /// <exception cref="InvalidDataException">Ids are missing or not unique.</exception>
    public static NodeIds Read(IDataView rows, string column, string what)
    {
        var found = ColumnChecks.Find(rows.Schema, "id", column);
        var ids = new NodeIds(Kind(found) ?? throw Mismatch(found));
        var (faults, count) = (new List<string>(), 0L);
        using var cursor = rows.GetRowCursor([found]);
        var add = ids.Adder(cursor, found);
        while (cursor.MoveNext())
        {
            if (add() is not { } fault) continue;
            if (count++ < Named) faults.Add($"row {(cursor.Position + 1).ToString(CultureInfo.InvariantCulture)} {fault}");
        }
        if (count > 0) throw new InvalidDataException($"{what}: column '{column}' must have an id in each row, no two alike, but {string.Join("; ", faults)}{(count > faults.Count ? $"; and {count - faults.Count} more" : "")} (rows are counted from 1).");
        if (ids.Count == 0) throw new InvalidDataException($"{what} has no rows.");
        return ids;
    }

    /// <summary>Throws where a column cannot hold these ids.</summary>
    public void Check(DataViewSchema schema, string role, string column)
    {
        var found = ColumnChecks.Find(schema, role, column);
        if (Kind(found) != AreTexts) throw ColumnErrors.Mismatch(role, column, AreTexts ? "text, as the ids of the nodes are" : "whole numbers or keys, as the ids of the nodes are", ColumnErrors.Describe(found.Type));
    }

    /// <summary>Opens a column of ids: gives the number of the row's node, -1 for an id that no node has, -2 where it is missing; and the id, for messages.</summary>
    public Func<(int Number, Func<string> Id)> Open(DataViewRow row, string column)
    {
        var found = row.Schema[column];
        if (AreTexts)
        {
            var (getter, lookup) = (row.GetGetter<ReadOnlyMemory<char>>(found), _texts.GetAlternateLookup<ReadOnlySpan<char>>());
            ReadOnlyMemory<char> text = default;
            return () =>
            {
                getter(ref text);
                return (text.IsEmpty ? -2 : lookup.TryGetValue(text.Span, out var number) ? number : -1, () => text.ToString());
            };
        }
        var read = Longs(row, found);
        return () =>
        {
            var id = read();
            return (id is null ? -2 : _numbers.GetValueOrDefault(id.Value, -1), () => id?.ToString(CultureInfo.InvariantCulture) ?? "");
        };
    }

    /// <summary>Whether a column of ids is one of text; null where it can be none.</summary>
    public static bool? Kind(DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => true,
        KeyDataViewType => false,
        NumberDataViewType number => number.RawType == typeof(float) || number.RawType == typeof(double) ? null : false,
        _ => null,
    };

    /// <summary>Opens a column of whole numbers or keys as text; empty where it is missing.</summary>
    public static Func<string> Text(DataViewRow row, DataViewSchema.Column column)
    {
        var read = Longs(row, column);
        return () => read()?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    private static Exception Mismatch(DataViewSchema.Column column) =>
        ColumnErrors.Mismatch("id", column.Name, "text, whole numbers or keys", ColumnErrors.Describe(column.Type));

    private Func<string?> Adder(DataViewRow row, DataViewSchema.Column column)
    {
        if (AreTexts)
        {
            var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> text = default;
            return () =>
            {
                getter(ref text);
                return text.IsEmpty ? "has none" : _texts.TryAdd(text.ToString(), _texts.Count) ? null : $"has '{text}' again";
            };
        }
        var read = Longs(row, column);
        return () => read() is not { } id ? "has none" : _numbers.TryAdd(id, _numbers.Count) ? null : $"has {id.ToString(CultureInfo.InvariantCulture)} again";
    }

    private static Func<long?> Longs(DataViewRow row, DataViewSchema.Column column)
    {
        var isKey = column.Type is KeyDataViewType;
        Func<long?> Of<T>(Func<T, long> widen)
        {
            var getter = row.GetGetter<T>(column);
            T value = default!;
            return () =>
            {
                getter(ref value);
                var id = widen(value);
                // A key of 0 is a missing one.
                return isKey && id == 0 ? null : id;
            };
        }
        return Type.GetTypeCode(column.Type.RawType) switch
        {
            TypeCode.SByte => Of<sbyte>(value => value),
            TypeCode.Byte => Of<byte>(value => value),
            TypeCode.Int16 => Of<short>(value => value),
            TypeCode.UInt16 => Of<ushort>(value => value),
            TypeCode.Int32 => Of<int>(value => value),
            TypeCode.UInt32 => Of<uint>(value => value),
            TypeCode.Int64 => Of<long>(value => value),
            _ => Of<ulong>(value => unchecked((long)value)),
        };
    }
}
