using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Data that a command was given: a delimited file or a folder of images.</summary>
internal abstract class DataSource
{
    public static DataSource Open(string path, string? separator = null)
    {
        if (Directory.Exists(path))
            return new FolderSource(path);
        return File.Exists(path)
            ? new DelimitedSource(DelimitedFile.Inspect(path, separator is null ? null : Separator.Parse(separator)))
            : throw new CommandException($"'{path}' is neither a file nor a folder.");
    }

    /// <summary>Which of its columns a new model is to be fed with.</summary>
    public abstract InputColumns Choose(string label, string? image, string[] features, bool isTable);

    /// <summary>A view with the columns that a model is fed with, and the label where there is one.</summary>
    public abstract IDataView Load(MLContext ml, InputColumns columns);
}
