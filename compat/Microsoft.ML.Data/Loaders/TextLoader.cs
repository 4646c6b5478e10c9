using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads delimited text as a data view: a line a row. Lines are read when a cursor asks for them.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly IHost _host;
    private readonly Options _options;
    private readonly TextColumn[] _columns;
    private readonly string? _header;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment env, Options options, IMultiStreamSource? sample)
    {
        Contracts.CheckValue(env, nameof(env));
        Contracts.CheckValue(options, nameof(options));
        _host = env.Register(nameof(TextLoader));
        _options = TextSchemaHeader.Apply(options, sample);
        Check(_options);
        _columns = TextColumn.Resolve(_options, sample);
        _header = HeaderOf(_options, sample);
        _schema = MakeSchema();
    }

    private TextLoader(IHostEnvironment env, Options options, TextColumn[] columns, string? header)
    {
        _host = env.Register(nameof(TextLoader));
        _options = options;
        _columns = columns;
        _header = header;
        _schema = MakeSchema();
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source)
    {
        Contracts.CheckValue(source, nameof(source));
        return new View(this, source);
    }

    private static void Check(Options options)
    {
        Contracts.CheckUserArg(options.Separators is { Length: > 0 }, nameof(Options.Separators), "Must specify a separator");
        Contracts.CheckUserArg(options.DecimalMarker is '.' or ',', nameof(Options.DecimalMarker),
            $"Decimal marker cannot be the '{options.DecimalMarker}' character. It must be '.' or ','.");
        Contracts.CheckUserArg(
            options.AllowQuoting || options.DecimalMarker != ',' || !options.Separators.Contains(','),
            nameof(Options.AllowQuoting),
            "Quoting must be allowed if decimal marker and separator are the ',' character.");
    }

    private static string? HeaderOf(Options options, IMultiStreamSource? sample)
    {
        if (options.HeaderFile != null)
            return LineReader.ReadHeader(new MultiFileSource(options.HeaderFile));
        return options.HasHeader && sample != null ? LineReader.ReadHeader(sample) : null;
    }

    private DataViewSchema MakeSchema()
    {
        string[] names = HeaderNames();
        var builder = new DataViewSchema.Builder();
        foreach (TextColumn column in _columns)
            builder.AddColumn(column.Name, column.Type, SlotNames(column, names));
        return builder.ToSchema();
    }

    private string[] HeaderNames()
    {
        if (_header == null)
            return [];
        var splitter = new FieldSplitter(_options);
        splitter.Split(_header);
        return splitter.Fields.Select(f => f.Span.Trim().ToString()).ToArray();
    }

    private static DataViewSchema.Annotations? SlotNames(TextColumn column, string[] names)
    {
        if (!column.IsVector || column.IsVariable || !column.Fields.Any(i => i < names.Length && names[i].Length > 0))
            return null;
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddSlotNames([.. column.Fields.Select(i => i < names.Length ? names[i] : "")]);
        return annotations.ToAnnotations();
    }
}
