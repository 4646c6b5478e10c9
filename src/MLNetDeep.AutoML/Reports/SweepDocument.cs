using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetDeep.AutoML;

/// <summary>
/// Everything that the report of a sweep shows, as data: <see cref="From"/> works out what follows from the trials, the rest is set by whoever knows it. <see cref="SweepReport"/> makes a page of it,
/// <see cref="ToJson"/> a file for programs.
/// </summary>
public sealed partial record SweepDocument
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new Reports.ConfigurationConverter(), new Reports.PlainValueConverter() },
    };

    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>When this was put together.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Whether the sweep still runs.</summary>
    public bool IsRunning { get; init; }

    /// <summary>The task, such as <c>MulticlassClassification</c>.</summary>
    public string? Task { get; init; }

    /// <summary>What was learnt from.</summary>
    public ReportData? Data { get; init; }

    /// <summary>How the sweep was set up.</summary>
    public ReportSettings? Settings { get; init; }

    /// <summary>What the sweep makes large or small, at least one.</summary>
    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <summary>What the reports of trials are about; null where that is the first objective.</summary>
    public Objective? Reported { get; init; }

    /// <summary>The bounds that the best trial must keep.</summary>
    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    /// <summary>The search space.</summary>
    public IReadOnlyList<ReportHyperparameter> Space { get; init; } = [];

    /// <summary>The trials, in the order of their numbers.</summary>
    public IReadOnlyList<Trial> Trials { get; init; } = [];

    /// <summary>How many trials have none but the last of their reports here, so that a page stays small; 0 where all are whole.</summary>
    public int CurvesOmitted { get; init; }

    /// <summary>The number of the trial that is best by the first objective among those that keep all constraints; null where there is none.</summary>
    public int? Best { get; init; }

    /// <summary>The first objective over the trials that completed, in the order of their numbers.</summary>
    public IReadOnlyList<ReportStep> History { get; init; } = [];

    /// <summary>The numbers of the trials that no other one beats in every objective; empty with one objective.</summary>
    public IReadOnlyList<int> ParetoFront { get; init; } = [];

    /// <summary>How much each hyperparameter matters, for each objective.</summary>
    public IReadOnlyList<ReportImportance> Importance { get; init; } = [];

    /// <summary>The models of the ensemble, where there is one.</summary>
    public IReadOnlyList<ReportMember> Ensemble { get; init; } = [];

    /// <summary>The contenders of a comparison, where there was one.</summary>
    public IReadOnlyList<ReportContender> Comparison { get; init; } = [];

    /// <summary>The best model's predictions against the labels, classification alone.</summary>
    public ReportConfusion? Confusion { get; init; }

    /// <summary>The best model's ROC curve, binary classification alone.</summary>
    public ReportRoc? Roc { get; init; }

    /// <summary>How far the best model's probabilities match frequencies, classification alone.</summary>
    public ReportCalibration? Calibration { get; init; }

    /// <summary>The best model's errors, regression alone.</summary>
    public ReportResiduals? Residuals { get; init; }

    /// <summary>What a reader must know before trusting the figures.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is needed to repeat it.</summary>
    public ReportRepetition? Repetition { get; init; }

    /// <summary>The version of MLNetDeep that wrote this.</summary>
    public string ProductVersion { get; init; } = Reports.Product.Version;

    /// <summary>What came of the sweep, in a sentence or two.</summary>
    public string Summary => Reports.SummaryText.Of(this);

    /// <summary>As JSON; numbers that are none are written as <c>"NaN"</c> and <c>"Infinity"</c>, and nothing in it can end a script element of a page.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such document.</exception>
    public static SweepDocument FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SweepDocument>(json, _json) ?? throw new FormatException("The document of a sweep is a JSON object, but was null.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"This is not the document of a sweep: {e.Message}", e);
        }
    }
}
