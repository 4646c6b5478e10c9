using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps or drops columns by name.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    private readonly IHost _host;
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(IHostEnvironment env, string[] columnNames, bool keep, bool keepHidden)
    {
        _host = env.Register(nameof(ColumnSelectingTransformer));
        _host.CheckValue(columnNames, nameof(columnNames));
        _host.Check(columnNames.Length > 0, "Neither keepColumns and dropColumns is set. Exactly one must be specified.");
        Names = [.. columnNames];
        Keep = keep;
        _keepHidden = keepHidden;
    }

    internal string[] Names { get; }

    /// <summary>Whether the names are those to keep, in this order, or those to drop.</summary>
    internal bool Keep { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Select(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new ColumnSelectingDataView(input, Select(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Select(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        _host.CheckValue(ctx, nameof(ctx));
        ctx.SetLoader(typeof(ColumnSelectingTransformer));
        ctx.Writer.Write(Keep);
        ctx.Writer.Write(_keepHidden);
        ctx.Writer.Write(Names.Length);
        foreach (string name in Names)
            ctx.Writer.Write(name);
    }

    private static ColumnSelectingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        bool keep = ctx.Reader.ReadBoolean();
        bool keepHidden = ctx.Reader.ReadBoolean();
        string[] names = new string[ctx.Reader.ReadInt32()];
        for (int i = 0; i < names.Length; i++)
            names[i] = ctx.Reader.ReadString();
        return new ColumnSelectingTransformer(env, names, keep, keepHidden);
    }

    private ColumnSelection Select(DataViewSchema schema)
    {
        _host.CheckValue(schema, "inputSchema");
        foreach (string name in Names)
        {
            if (schema.GetColumnOrNull(name) == null)
                throw _host.ExceptSchemaMismatch("inputSchema", "input", name);
        }
        IEnumerable<DataViewSchema.Column> chosen = Keep
            ? Names.SelectMany(name => schema.Where(c => c.Name == name))
            : schema.Where(c => !Names.Contains(c.Name));
        return new ColumnSelection(schema, [.. chosen.Where(c => _keepHidden || !c.IsHidden).Select(c => c.Index)]);
    }
}
