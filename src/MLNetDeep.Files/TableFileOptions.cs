namespace MLNetDeep;

/// <summary>Which sign stands before the decimals of a number.</summary>
public enum DecimalSign
{
    /// <summary>A point: 1,234.5.</summary>
    Point,

    /// <summary>A comma: 1.234,5.</summary>
    Comma,
}

/// <summary>What is known of a table in files beforehand. Whatever is not stated is found from the files, and told.</summary>
public sealed class TableFileOptions
{
    /// <summary>The character between the fields of delimited text. Default: found from the first lines, among tab, comma, semicolon, pipe and space.</summary>
    public char? Separator { get; set; }

    /// <summary>Whether the first record holds the names of the columns. Default: found by comparing the first record with those that follow.</summary>
    public bool? HasHeader { get; set; }

    /// <summary>The decimal sign of numbers. Default: found for each column.</summary>
    public DecimalSign? DecimalSign { get; set; }

    /// <summary>The encoding of text by the name that .NET has for it, such as utf-8, utf-16, windows-1252. Default: by the byte order mark, else UTF-8, else Windows-1252.</summary>
    public string? Encoding { get; set; }

    /// <summary>
    /// The words that stand for a missing value, in every column, beside the empty field. Default: in columns of numbers, flags and dates NA, N/A, NaN, ?, null, none, nil, missing, unknown,
    /// empty, -, -- and inf in any case; in other columns none, for there such a word may be a category.
    /// </summary>
    public IReadOnlyCollection<string>? MissingWords { get; set; }

    /// <summary>The kinds of columns by name. Default: found from all rows.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; set; } = new Dictionary<string, ColumnKind>();

    /// <summary>How the dates of columns are written: a format of .NET such as dd/MM/yyyy HH:mm, or unix or unixms for seconds and milliseconds since 1970. Such a column is a date. Default: found from all rows.</summary>
    public IReadOnlyDictionary<string, string> DateFormats { get; set; } = new Dictionary<string, string>();

    /// <summary>From how many rows, the first ones, the kinds of columns are found. Default: all.</summary>
    public long? SampleRows { get; set; }

    /// <summary>Whether records with too few or too many fields are left out, and counted, instead of refused. Default: false.</summary>
    public bool SkipBadRows { get; set; }
}
