using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Data that a command was given: a delimited file, a folder of images, or images by themselves.</summary>
internal abstract class DataSource
{
    /// <summary>What is left out of the data, as a line to tell; null for nothing.</summary>
    public virtual string? Note => null;

    /// <summary>The folder that paths in messages are shown from.</summary>
    public abstract string Root { get; }

    /// <summary>Data with labels.</summary>
    public static DataSource Open(string path, string? separator = null) =>
        Directory.Exists(path) ? new FolderSource(path) : OfFile(path, separator);

    /// <summary>Data to predict, whose images need no folders of classes.</summary>
    public static DataSource OpenToPredict(IReadOnlyList<string> paths, string? separator = null)
    {
        if (paths is [string one])
            return Directory.Exists(one) ? ImageListSource.OfFolder(one) : OfFile(one, separator);
        foreach (string path in paths)
        {
            if (!File.Exists(path))
                throw new CommandException(Directory.Exists(path) ? $"Several --data are files of images, but '{path}' is a folder." : $"There is no file '{path}'.");
            if (!ImageFormats.IsPicture(path))
                throw new CommandException($"Several --data are files of images, but '{path}' is none.");
        }
        return ImageListSource.OfFiles(paths);
    }

    /// <summary>Which of its columns a new model is to be fed with.</summary>
    public abstract InputColumns Choose(string label, string? image, string[] features, bool isTable);

    /// <summary>A view with the columns that a model is fed with, and the label where there is one.</summary>
    public abstract IDataView Load(MLContext ml, InputColumns columns);

    /// <summary>Says that the data has no label.</summary>
    public abstract string NoLabels(string label);

    /// <summary>Refuses classes that a model does not know, where the data tells them before it is read.</summary>
    public virtual void CheckClasses(IReadOnlyCollection<string> known)
    {
    }

    /// <summary>What is said where a model for tables is given images.</summary>
    protected static string NotOfNumbers(string images) => $"The model is fed with columns of numbers, but '{images}' has images.";

    private static DataSource OfFile(string path, string? separator)
    {
        if (!File.Exists(path))
            throw new CommandException($"'{path}' is neither a file nor a folder.");
        if (ImageFormats.IsPicture(path))
            return ImageListSource.OfFiles([path]);
        return ImageListSource.OfList(path) as DataSource ?? new DelimitedSource(DelimitedFile.Inspect(path, separator is null ? null : Separator.Parse(separator)));
    }
}
