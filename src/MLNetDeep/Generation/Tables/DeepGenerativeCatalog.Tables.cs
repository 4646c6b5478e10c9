using Microsoft.ML;
using MLNetDeep.Generation;

namespace MLNetDeep;

public sealed partial class DeepGenerativeCatalog
{
    /// <summary>
    /// Learns a table of mixed columns and makes rows like its own: flow matching for numbers (Lipman et al., Flow Matching for Generative Modeling, 2023) and masked discrete diffusion for
    /// categories (Sahoo et al., Simple and Effective Masked Diffusion Language Models, 2024), by one network for both (as in Shi et al., TabDiff, 2025).
    /// </summary>
    /// <param name="options">The network and its training; defaults when null.</param>
    /// <param name="columnNames">The columns: numbers, times, keys, flags, and texts with few different values; all when null.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public TableSynthesizer TableSynthesizer(TableSynthesizerOptions? options = null, IReadOnlyList<string>? columnNames = null) => new(_context, options ?? new TableSynthesizerOptions(), columnNames);

    /// <summary>Loads a model that <see cref="SyntheticTableModel.Save"/> wrote.</summary>
    /// <param name="filePath">The file.</param>
    /// <exception cref="InvalidDataException">The file is no such model.</exception>
    public SyntheticTableModel LoadTableSynthesizer(string filePath) => SynthesizerFile.Read(filePath);

    /// <summary>
    /// The simple way to make rows, for comparison: each lies between a row and one of its nearest neighbours (Chawla et al., SMOTE, 2002; with categories as in SMOTE-NC). It gives away the rows that it is made from.
    /// </summary>
    /// <param name="rows">The table.</param>
    /// <param name="count">Rows to make.</param>
    /// <param name="labelColumnName">Neighbours are taken among rows with the same value of this column of categories; among all rows when null.</param>
    /// <param name="neighbours">How many nearest rows one is taken of.</param>
    /// <param name="seed">The same seed makes the same rows.</param>
    /// <exception cref="ArgumentException">The count or the neighbours are below 1, or the label is no column of categories.</exception>
    public IDataView InterpolateRows(IDataView rows, int count, string? labelColumnName = null, int neighbours = 5, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        return new RowInterpolation(rows, labelColumnName, neighbours).Make(count, seed);
    }
}
