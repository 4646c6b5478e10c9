using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Tables;

/// <summary>What <c>synthesize</c> is asked.</summary>
/// <param name="Data">The table; null where a model is given.</param>
/// <param name="Model">The model; null where a table is given.</param>
/// <param name="Form">What is stated of the table's form.</param>
/// <param name="Columns">Patterns of the columns to learn; none for all that are useful.</param>
/// <param name="Conditions">Values that all synthetic rows are to have.</param>
/// <param name="Network">Options of the network.</param>
/// <param name="Out">The file to write.</param>
internal sealed record SynthesizeRequest(string? Data, string? Model, TableFileOptions Form, string[] Columns, IReadOnlyDictionary<string, string> Conditions, NetworkRequest Network, string Out)
{
    public long? Count { get; init; }

    public string? Label { get; init; }

    public string? Report { get; init; }

    public string? Save { get; init; }

    public int? Steps { get; init; }

    public string? Json { get; init; }
}
