using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetDeep;

/// <summary>How the columns of a table in files are read: their kinds, the words for missing, the form of numbers and dates. It is kept with a model, so that other files are read alike.</summary>
public sealed class TableLayout
{
    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() } };

    [JsonConstructor]
    internal TableLayout(IReadOnlyList<TableLayoutColumn> columns, IReadOnlyCollection<string>? missingWords, char? separator = null, bool hasHeader = true, string? encoding = null) =>
        (Columns, MissingWords, Separator, HasHeader, Encoding) = (columns, missingWords, separator, hasHeader, encoding);

    /// <summary>The words for missing; null for those that are the default.</summary>
    [JsonInclude]
    internal IReadOnlyCollection<string>? MissingWords { get; }

    [JsonInclude]
    internal IReadOnlyList<TableLayoutColumn> Columns { get; }

    /// <summary>The separator of delimited text: tried first in files whose separator is not stated.</summary>
    [JsonInclude]
    internal char? Separator { get; }

    /// <summary>Whether the names of the columns came from the file.</summary>
    [JsonInclude]
    internal bool HasHeader { get; }

    /// <summary>The encoding that was stated, for text without a byte order mark; null where it was found.</summary>
    [JsonInclude]
    internal string? Encoding { get; }

    /// <summary>The names of the columns.</summary>
    [JsonIgnore]
    internal IReadOnlySet<string> Names => Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);

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

    internal static TableLayout Of(IReadOnlyList<TableFileColumn> columns, TableFileOptions options, Files.Reading.RecordSource source) => new(
        [.. columns.Select(c => new TableLayoutColumn(c.Name, c.Kind, c.Sign, c.IsPlain, c.DateFormat, c.NeedsDouble))], options.MissingWords, source.Separator, source.HasHeader, options.Encoding);
}

internal sealed record TableLayoutColumn(string Name, ColumnKind Kind, DecimalSign Sign, bool IsPlain, string? DateFormat, bool NeedsDouble)
{
    internal TableFileColumn ToColumn() => new() { Name = Name, Kind = Kind, Sign = Sign, IsPlain = IsPlain, DateFormat = DateFormat, NeedsDouble = NeedsDouble };
}
