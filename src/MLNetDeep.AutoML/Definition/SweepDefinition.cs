using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MLNetDeep.AutoML;

/// <summary>
/// What a sweep is, as its store keeps it: what must be the same for it to go on where it was, and what another process needs to work on it. Budgets, numbers of trials and
/// what happens after the search may change from run to run.
/// </summary>
internal sealed record SweepDefinition
{
    private static readonly JsonSerializerOptions _json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public required string Task { get; init; }

    public required string Label { get; init; }

    public required IReadOnlyList<string> Columns { get; init; }

    public string? Image { get; init; }

    /// <summary>The columns of text, with commas between; none for a table or images.</summary>
    public string? Text { get; init; }

    public required long Rows { get; init; }

    public required IReadOnlyList<DefinedContender> Contenders { get; init; }

    public required IReadOnlyList<Objective> Objectives { get; init; }

    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    public required DefinedValidation Validation { get; init; }

    public required string Tuner { get; init; }

    public required string Pruner { get; init; }

    public required int Seed { get; init; }

    public double? TrialTimeoutSeconds { get; init; }

    /// <summary>What the caller adds: where the data are and how they are read.</summary>
    public JsonObject? Source { get; init; }

    /// <summary>The space of all contenders.</summary>
    public JointSpace ToSpace() => new([.. Contenders.Select(c => c.ToContender(PredictionTask.Get(Task, Label)))]);

    public string ToJson() => JsonSerializer.Serialize(this, _json);

    /// <exception cref="FormatException">It is no definition, or one of another version.</exception>
    public static SweepDefinition FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SweepDefinition>(json, _json) ?? throw new FormatException("The sweep has no definition.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The definition of the sweep cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>A contender of a stored sweep.</summary>
internal sealed record DefinedContender(string Key, JsonObject Space)
{
    /// <summary>The contender; one of the user's own code cannot be made from its name, and only its space is known.</summary>
    public Contender ToContender(PredictionTask task)
    {
        SearchSpace space = SpaceText.Read(Space);
        return Contenders.IsKnown(task, Key)
            ? Contenders.Find(task, Key).WithSpace(space)
            : Contender.Of(Key, space, _ => throw new NotSupportedException($"The contender '{Key}' was made in code: only that program can train it."));
    }
}

/// <summary>The validation of a stored sweep.</summary>
internal sealed record DefinedValidation(int? Folds, double? Fraction, string? Group, string? Time)
{
    public static DefinedValidation Of(SweepValidation validation) => new(validation.NumberOfFolds, validation.Fraction, validation.GroupColumnName, validation.TimeColumnName);

    /// <summary>The same again; null where rows were given, which no store keeps.</summary>
    public SweepValidation? ToValidation() => (Folds, Fraction) switch
    {
        ({ } folds, _) => SweepValidation.Folds(folds) with { GroupColumnName = Group, TimeColumnName = Time },
        (_, { } fraction) => SweepValidation.HoldOut(fraction) with { GroupColumnName = Group, TimeColumnName = Time },
        _ => null,
    };
}
