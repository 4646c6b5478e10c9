using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Generation;
using MLNetDeep.Generative.Tables;
using MLNetDeep.Tasks;
using static TorchSharp.torch;

namespace MLNetDeep;

/// <summary>Learns a table of mixed columns, to make rows like its own. Made by <c>mlContext.Deep().Generative.TableSynthesizer</c>.</summary>
public sealed class TableSynthesizer : IEstimator<SyntheticTableModel>
{
    private const string Rows = "Row";
    private readonly MLContext _context;
    private readonly TableSynthesizerOptions _options;
    private readonly IReadOnlyList<string>? _columns;

    internal TableSynthesizer(MLContext context, TableSynthesizerOptions options, IReadOnlyList<string>? columns)
    {
        options.Validate();
        (_context, _options, _columns) = (context, (TableSynthesizerOptions)options.Clone(), columns);
    }

    /// <summary>Trains on a table, which is read into memory.</summary>
    /// <param name="input">Columns of numbers, texts, keys, flags and times; numbers, keys and times may be missing.</param>
    /// <exception cref="ArgumentException">Columns are of other types, such as vectors, or have more than 1,000 different texts; all of them are named.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public SyntheticTableModel Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (table, raw) = SynthesizedTable.Learn(input, _columns, _options.MaxDiscreteValues);
        var options = (TableSynthesizerOptions)_options.Clone();
        if (options.ValidationSet is { } set) options.ValidationSet = View(table, RawTable.Read(set, table));
        var trainer = new DeepTrainer(_context, new SelfSupervisedTask(Rows), new SynthesizerArchitecture(table), "", [Rows], options);
        using var trained = trainer.Fit(View(table, raw));
        return new SyntheticTableModel(table, options, trained.Model.Network.Body.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter), trained.History);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        string[] unknown = [.. (_columns ?? []).Where(name => inputSchema.All(column => column.Name != name))];
        if (unknown.Length > 0) throw new ArgumentException($"There is no column '{string.Join("', '", unknown)}'. There are {string.Join(", ", inputSchema.Select(c => c.Name))}.", nameof(inputSchema));
        return _context.Transforms.CustomMapping<NoColumns, ErrorColumn>((_, _) => { }, null).GetOutputSchema(inputSchema);
    }

    private MemoryView View(SynthesizedTable table, RawTable raw)
    {
        var encoded = table.Encode(raw, new Random(_options.Seed ?? 1));
        return new MemoryView([new VectorColumn(Rows, encoded, table.Width)], raw.Rows);
    }

    private sealed class NoColumns;

    private sealed class ErrorColumn
    {
        public float DenoisingError { get; set; }
    }

    private sealed class VectorColumn(string name, float[] values, int width) : MemoryColumn(name, new VectorDataViewType(NumberDataViewType.Single, width))
    {
        public override Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, width);
            values.AsSpan(row() * width, width).CopyTo(editor.Values);
            value = editor.Commit();
        });
    }
}
