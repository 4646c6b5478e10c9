using System.CommandLine;

namespace MLNetDeep.Cli.Commands;

/// <summary>Options that several commands have, each worded once.</summary>
internal static class SharedOptions
{
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Show the details of an error, and what ML.NET logs.",
        Recursive = true,
    };

    /// <summary>What a table may be, for help.</summary>
    public const string Tables = "A table: delimited text, JSON lines or Parquet, also packed by gzip or zstd, several by a pattern ('data/*.csv'), - for standard input.";

    public static Option<string> Data() => new("--data")
    {
        Description = $"{Tables} Or a file with a graph a line, as JSON with a list of \"edges\"; or a folder with one folder of images for each class.",
        HelpName = "F",
        Required = true,
    };

    /// <summary>Data that are a table.</summary>
    public static Option<string> Table() => new("--data") { Description = Tables, HelpName = "F", Required = true };

    /// <summary>Data to predict: images may be given one by one.</summary>
    public static Option<string[]> DataToPredict() => new("--data")
    {
        Description = $"{Tables} Or a file with a graph a line; or a folder of images, images, or a text file with the path of an image in each line.",
        HelpName = "F",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<string> Model() => new("--model") { Description = "Model zip.", HelpName = "M", Required = true };

    public static Option<string> Out(string what) => new("--out") { Description = what, HelpName = "F", Required = true };

    public static Option<string?> Json() => new("--json")
    {
        Description = "Also write metrics, seconds and options to this file.",
        HelpName = "F",
    };

    public static Option<string?> Arch() => new("--arch") { Description = "Architecture, as 'mlnetdeep list' names it. If not given: tabm for tables, mlp for tables of more than 300 columns, textcnn for text, cnn for images, gin for graphs (gine where edges have tags or numbers).", HelpName = "KEY" };

    public static Option<int?> Seed() => new("--seed") { Description = "Random seed: the same seed gives the same model.", HelpName = "N" };

    public static Option<int?> MaxEpochs() => new("--max-epochs") { Description = "Maximum number of epochs.", HelpName = "N" };

    public static Option<string?> Checkpoint() => new("--checkpoint")
    {
        Description = "Checkpoint file: after an interruption the same command resumes the training from it.",
        HelpName = "F",
    };

    public static Option<string[]> Keep(string what) => new("--keep")
    {
        Description = $"Columns of the data to write beside the {what}.",
        HelpName = "A,B,…",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Set options of the network, as 'mlnetdeep list' shows them.",
        HelpName = "Option=Value",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
}
