using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetDeep.AutoML;

/// <summary>A row of the table of trials.</summary>
/// <param name="Trial">The trial, its reports aside.</param>
/// <param name="Version">Rises with each change.</param>
/// <param name="Takes">Rises each time that a worker begins it.</param>
/// <param name="Reports">How many reports it has.</param>
internal sealed record TrialRow(Trial Trial, int Version, int Takes, int Reports)
{
    private static readonly JsonSerializerOptions _json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The columns, in the order that <see cref="Read"/> wants, of a table called t.</summary>
    public const string Columns = "t.number, t.configuration, t.proposed_by, t.state, t.objective_values, t.violations, t.metrics, t.reason, t.worker, t.attempts, t.proposed, t.started, t.ended, t.version, t.takes, t.reports";

    /// <summary>The same columns behind RETURNING, where tables have no other name.</summary>
    public static string Returned { get; } = Columns.Replace("t.", "", StringComparison.Ordinal);

    public static TrialRow Read(DbDataReader r) => new(
        new Trial
        {
            Number = r.GetInt32(0),
            Configuration = Configuration.FromJson(r.GetString(1)),
            ProposedBy = r.GetString(2),
            State = Enum.Parse<TrialState>(r.GetString(3)),
            Values = r.IsDBNull(4) ? [] : NumbersJson.Listed(r.GetString(4)),
            Violations = r.IsDBNull(5) ? [] : NumbersJson.Listed(r.GetString(5)),
            Metrics = r.IsDBNull(6) ? [] : NumbersJson.Named(r.GetString(6)),
            Reason = Text(r, 7),
            Worker = Text(r, 8),
            Attempts = r.GetInt32(9),
            Proposed = Time(r, 10)!.Value,
            Started = Time(r, 11),
            Ended = Time(r, 12),
        },
        r.GetInt32(13), r.GetInt32(14), r.GetInt32(15));

    /// <summary>A list or the metrics as the table has them.</summary>
    public static string? Json<T>(IReadOnlyCollection<T> values) => values.Count == 0 ? null : JsonSerializer.Serialize<object>(values, _json);

    private static string? Text(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static DateTimeOffset? Time(DbDataReader r, int column) => r.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(column));
}
