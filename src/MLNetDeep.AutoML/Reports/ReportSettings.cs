namespace MLNetDeep.AutoML;

/// <summary>What a sweep learnt from.</summary>
/// <param name="Name">The name of the file or table.</param>
/// <param name="Rows">Rows that the search could see.</param>
/// <param name="Columns">Feature columns.</param>
public sealed record ReportData(string Name, long Rows, int Columns);

/// <summary>How a sweep was set up, as text for people; null where it is not known.</summary>
public sealed record ReportSettings
{
    /// <summary>The tuner's name.</summary>
    public string? Tuner { get; init; }

    /// <summary>The pruner's name.</summary>
    public string? Pruner { get; init; }

    /// <summary>The seed.</summary>
    public int? Seed { get; init; }

    /// <summary>The budget, such as <c>10 min, 100 trials</c>.</summary>
    public string? Budget { get; init; }

    /// <summary>How configurations were validated, such as <c>5 folds</c>.</summary>
    public string? Validation { get; init; }
}

/// <summary>What is needed to repeat a sweep.</summary>
/// <param name="CommandLine">The command, or the lines of code. Without passwords.</param>
/// <param name="Versions">Versions by name: of packages, of the runtime, of the operating system.</param>
public sealed record ReportRepetition(string CommandLine, IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>With the versions of this process: MLNetDeep, ML.NET, the runtime, the operating system, and the number of processors.</summary>
    public static ReportRepetition Of(string commandLine) => new(commandLine, Reports.Product.Versions());
}

/// <summary>A model of an ensemble.</summary>
/// <param name="Trial">The number of its trial.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Weight">Its weight, 0 to 1.</param>
public sealed record ReportMember(int Trial, string Name, double Weight);

/// <summary>A completed trial in the history of a sweep.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Value">Its value of the first objective.</param>
/// <param name="IsFeasible">Whether it keeps all constraints.</param>
/// <param name="Best">The best value so far of those that keep them; null before there is one.</param>
public sealed record ReportStep(int Trial, double Value, bool IsFeasible, double? Best);
