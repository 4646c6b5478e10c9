using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Data that a command was given: a table in files, a file of graphs, a folder of images, or images by themselves.</summary>
internal abstract class DataSource
{
    /// <summary>Data to predict, whose images need no folders of classes.</summary>
    /// <param name="paths">One path as in <see cref="Open"/>, a folder of images, or several images.</param>
    /// <param name="form">What is stated of a table's form.</param>
    /// <param name="layout">How the table that a model was trained on was read; null for none.</param>
    public static DataSource OpenToPredict(IReadOnlyList<string> paths, TableFileOptions? form = null, TableLayout? layout = null)
    {
        if (paths is [string one])
            return Directory.Exists(one) ? ImageListSource.OfFolder(one) : OfFile(one, form, layout);
        FileKind kind = FileKind.OfFile(paths[0]) ?? FileKind.Images;
        foreach (string path in paths)
        {
            if (!File.Exists(path))
                throw new CommandException(Directory.Exists(path) ? $"Several --data are files of {kind.Many}, but '{path}' is a folder." : $"There is no file '{path}'.");
            if (FileKind.OfFile(path) != kind)
                throw new CommandException($"Several --data are files of {kind.Many}, but '{path}' is none. Several tables are named by a pattern, in quotes.");
        }
        return ImageListSource.OfFiles(paths, kind);
    }

    /// <summary>Opens what a path stands for.</summary>
    /// <param name="path">A file, a pattern, "-" for standard input, or a folder.</param>
    /// <param name="form">What is stated of a table's form.</param>
    /// <param name="layout">How the table that a model was trained on was read; null for none.</param>
    public static DataSource Open(string path, TableFileOptions? form = null, TableLayout? layout = null)
    {
        return Directory.Exists(path) ? new FolderSource(path) : OfFile(path, form, layout);
    }

    private static DataSource OfFile(string path, TableFileOptions? form, TableLayout? layout)
    {
        if (path != "-" && !File.Exists(path) && path.AsSpan().IndexOfAny('*', '?') < 0)
            throw new CommandException($"'{path}' is neither a file nor a folder.");
        if (File.Exists(path) && FileKind.OfFile(path) is { } kind)
            return ImageListSource.OfFiles([path], kind);
        if (File.Exists(path) && ImageListSource.OfList(path) is { } list)
            return list;
        if (File.Exists(path) && GraphFile.IsOne(path))
            return new GraphSource(path);
        return new TableSource(layout is null ? TableFile.Open(path, form) : TableFile.Open(path, layout, form));
    }

    /// <summary>What was found in the data and is worth a line each.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>The folder that paths in messages are shown from.</summary>
    public abstract string Root { get; }

    /// <summary>What is said where a model for tables is given images.</summary>
    protected static string NotOfNumbers(string images, FileKind kind) => $"The model takes columns of numbers, but '{images}' has {kind.Many}.";

    /// <summary>What the files are that paths in the data lead to.</summary>
    public virtual FileKind Files => FileKind.Images;

    /// <summary>Which of its columns a new model is to be fed with.</summary>
    public abstract InputColumns Choose(string label, ColumnWishes wishes);

    /// <summary>Which of its columns a model that learns without labels is to be fed with.</summary>
    /// <param name="left">A column that is not learnt from; null for the one called Label, where there is one.</param>
    /// <param name="wishes">What was asked for.</param>
    public virtual InputColumns ChooseUnlabelled(string? left, ColumnWishes wishes) => Choose(left ?? "Label", wishes);

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
