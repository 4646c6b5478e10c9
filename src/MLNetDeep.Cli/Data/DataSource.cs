using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Data that a command was given: a table in files or a folder of images.</summary>
internal abstract class DataSource
{
    /// <summary>Opens what a path stands for.</summary>
    /// <param name="path">A file, a pattern, "-" for standard input, or a folder.</param>
    /// <param name="form">What is stated of a table's form.</param>
    /// <param name="layout">How the table that a model was trained on was read; null for none.</param>
    public static DataSource Open(string path, TableFileOptions? form = null, TableLayout? layout = null)
    {
        if (Directory.Exists(path))
            return new FolderSource(path);
        if (path != "-" && !File.Exists(path) && path.AsSpan().IndexOfAny('*', '?') < 0)
            throw new CommandException($"'{path}' is neither a file nor a folder.");
        return new TableSource(layout is null ? TableFile.Open(path, form) : TableFile.Open(path, layout, form));
    }

    /// <summary>What was found in the data and is worth a line each.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>Which of its columns a new model is to be fed with.</summary>
    public abstract InputColumns Choose(string label, string? image, string[] features, bool isTable);

    /// <summary>A view with the columns that a model is fed with, and the label.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="use">What becomes of the label.</param>
    /// <param name="keep">Columns to have beside these, as text.</param>
    /// <param name="known">The classes that a row's label must be one of, where it is required; null for any.</param>
    public abstract IDataView Load(MLContext ml, InputColumns columns, LabelUse use, IReadOnlyList<string>? keep = null, IReadOnlySet<string>? known = null);
}

/// <summary>What becomes of the label when rows are read.</summary>
internal enum LabelUse
{
    /// <summary>It is not read.</summary>
    None,

    /// <summary>It is read where it is there; a missing one is empty, or NaN.</summary>
    All,

    /// <summary>Rows without one, or with one that is not known, are left out.</summary>
    Required,
}
