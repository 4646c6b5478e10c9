using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetDeep;

/// <summary>How the columns of a table in files are read: their kinds, the words for missing, the form of numbers and dates. It is kept with a model, so that other files are read alike.</summary>
public sealed class TableLayout
{
    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() } };

    [JsonConstructor]
    internal TableLayout(IReadOnlyList<TableLayoutColumn> columns, IReadOnlyCollection<string>? missingWords) => (Columns, MissingWords) = (columns, missingWords);

    /// <summary>The words for missing; null for those that are the default.</summary>
    [JsonInclude]
    internal IReadOnlyCollection<string>? MissingWords { get; }

    [JsonInclude]
    internal IReadOnlyList<TableLayoutColumn> Columns { get; }

    /// <summary>The layout as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json);

    /// <summary>The layout that <see cref="ToJson"/> gave.</summary>
    /// <exception cref="TableFileException">It is none.</exception>
    public static TableLayout FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<TableLayout>(json, _json) ?? throw new TableFileException("The layout is empty.");
        }
        catch (JsonException e)
        {
            throw new TableFileException($"This is no layout of a table: {e.Message}", e);
        }
    }

    internal static TableLayout Of(IReadOnlyList<TableFileColumn> columns, TableFileOptions options) => new(
        [.. columns.Select(c => new TableLayoutColumn(c.Name, c.Kind, c.Sign, c.IsPlain, c.DateFormat, c.NeedsDouble))], options.MissingWords);
}

internal sealed record TableLayoutColumn(string Name, ColumnKind Kind, DecimalSign Sign, bool IsPlain, string? DateFormat, bool NeedsDouble)
{
    internal TableFileColumn ToColumn() => new() { Name = Name, Kind = Kind, Sign = Sign, IsPlain = IsPlain, DateFormat = DateFormat, NeedsDouble = NeedsDouble };
}
