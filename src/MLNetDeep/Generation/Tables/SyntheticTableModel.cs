using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Generation;
using MLNetDeep.Generative.Tables;
using MLNetDeep.Runtime;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep;

/// <summary>
/// A table that was learned: makes rows like its own. As a transformer it adds the column DenoisingError (Single): the mean loss of taking noise off a row, at fixed times and noise; the higher, the less the row is like
/// those of the table. Made by <see cref="TableSynthesizer.Fit"/>.
/// </summary>
public sealed class SyntheticTableModel : ITransformer, IDisposable
{
    private const int MostRows = 8192;
    private readonly Lock _lock = new();
    private readonly Lifetime _lifetime;
    private readonly DenoisingScorer _scorer;

    internal SyntheticTableModel(SynthesizedTable table, TableSynthesizerOptions options, IReadOnlyDictionary<string, Tensor> weights, TrainingHistory history)
    {
        (Table, Options, History) = (table, options, history);
        Module = new SynthesizerModule(options, table.NumberColumns.Count, table.Categories);
        using var still = no_grad();
        foreach (var (name, parameter) in Module.named_parameters())
            parameter.copy_(weights.TryGetValue(name, out var weight) ? weight : throw new InvalidDataException($"it lacks '{name}' among the weights {string.Join(", ", weights.Keys)}."));
        Module.eval();
        _lifetime = new Lifetime(nameof(SyntheticTableModel), Module.Dispose);
        _scorer = new DenoisingScorer(table, Module, options, _lifetime);
    }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <summary>What happened in training: the loss is the mean of the squared errors of velocities and of the weighted cross-entropies of categories, the accuracy the share of hidden categories that was found.</summary>
    public TrainingHistory History { get; }

    internal SynthesizedTable Table { get; }

    internal TableSynthesizerOptions Options { get; }

    internal SynthesizerModule Module { get; }

    /// <summary>Makes rows.</summary>
    /// <param name="count">How many; they are made in memory, so make tables of many millions in parts, each with a seed of its own.</param>
    /// <param name="seed">The same seed makes the same rows, on the same kind of processor.</param>
    /// <param name="condition">Values that all rows are to have, by the names of columns of categories (texts, keys, flags, and numbers with few different values); none when null.</param>
    /// <param name="steps">Steps from noise to rows; those of the options when null. More are slower and closer to the table.</param>
    /// <returns>The columns of the table, in memory.</returns>
    /// <exception cref="ArgumentException">The condition names columns or values that the table does not have; all of them are named.</exception>
    public IDataView Sample(int count, int seed = 1, IReadOnlyDictionary<string, string>? condition = null, int? steps = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / Table.Width);
        if (steps is { } wanted) ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(steps));
        var fixedCodes = Codes(condition ?? new Dictionary<string, string>());
        var encoded = new float[(long)count * Table.Width];
        using var use = _lifetime.Enter();
        lock (_lock)
        {
            using var session = new TorchSession(seed, Options.Threads);
            using var still = inference_mode();
            for (var from = 0; from < count; from += MostRows)
            {
                using var scope = NewDisposeScope();
                var rows = Math.Min(MostRows, count - from);
                var made = new TableSampler(Module, Table, fixedCodes).Sample(rows, steps ?? Options.SamplingSteps);
                Tensors.ToFloats(made).CopyTo(encoded, (long)from * Table.Width);
            }
        }
        return Table.Decode(encoded);
    }

    /// <summary>Writes the model to a file, which <see cref="DeepGenerativeCatalog.LoadTableSynthesizer"/> reads.</summary>
    /// <param name="filePath">The file; it is replaced if it is there.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        SynthesizerFile.Write(this, filePath);
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(_scorer, input, Bind(input.Schema));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ScoreMapper(_scorer, Bind(inputSchema));

    /// <summary>Frees the network, as soon as no thread uses it any more.</summary>
    public void Dispose() => _lifetime.End();

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException($"A model of a table computes with TorchSharp and is no part of an ML.NET model zip: save it by {nameof(SyntheticTableModel)}.{nameof(Save)}.");

    private ScoreBinding Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _lifetime.Check();
        RawTable.Check(input, Table);
        return new ScoreBinding(input, Table.Columns.Select(column => column.Name), [DenoisingScorer.Column]);
    }

    // For each column of categories the code that it is to have; -1 for any.
    private long[] Codes(IReadOnlyDictionary<string, string> condition)
    {
        var (codes, faults) = (Table.CategoryColumns.Select(_ => -1L).ToArray(), new List<string>());
        foreach (var (name, value) in condition)
        {
            var place = Table.CategoryColumns.Index().Where(c => Table.Columns[c.Item].Name == name && Table.Columns[c.Item].Marginal is null).Select(c => c.Index + 1).FirstOrDefault() - 1;
            if (place < 0)
            {
                faults.Add($"There is no column of categories '{name}'. There are {string.Join(", ", Table.CategoryColumns.Select(c => Table.Columns[c]).Where(c => c.Marginal is null).Select(c => c.Name))}.");
                continue;
            }
            var column = Table.Columns[Table.CategoryColumns[place]];
            codes[place] = Enumerable.Range(0, column.Categories).Where(code => string.Equals(column.Show(code), value, StringComparison.Ordinal)).Select(code => code + 1L).FirstOrDefault() - 1;
            if (codes[place] >= 0) continue;
            var known = Enumerable.Range(0, Math.Min(20, column.Categories)).Select(column.Show);
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Column '{name}' never had the value '{value}'. It had {string.Join(", ", known)}{(column.Categories > 20 ? $" and {column.Categories - 20} more" : "")}."));
        }
        return faults.Count == 0 ? codes : throw new ArgumentException(string.Join(" ", faults), nameof(condition));
    }
}
