using Microsoft.ML;
using MLNetDeep.Cli.Commands;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Training;

/// <summary>Data as a trainer takes it.</summary>
/// <param name="Columns">What the model is fed with.</param>
/// <param name="Schema">Of the data as it was read.</param>
/// <param name="Features">The step that makes the columns what a network takes; null where there is none.</param>
/// <param name="Rows">The rows after it, with their label.</param>
/// <param name="Measured">Rows to measure a model on, with their label; null where there are none.</param>
/// <param name="Validation">Rows to validate on, after the same steps; null where some of the rows are kept for that.</param>
/// <param name="Classes">What false and true stand for; none where a model says its classes itself.</param>
internal sealed record PreparedRows(
    InputColumns Columns, DataViewSchema Schema, ITransformer? Features, IDataView Rows, IDataView? Measured, IDataView? Validation, string[] Classes)
{
    /// <summary>For a new model.</summary>
    public static PreparedRows For(MLContext ml, OpenedInput input, Architecture architecture, string? test, string? validation, Action<string> say)
    {
        InputColumns columns = input.Columns(architecture);
        LabelledRows data = LabelledRows.Load(ml, input.Source, columns, [], false, input.Request.DataPath, say, input.Request.Form.SkipBadRows);
        (string[] classes, string why) = input.Task.Classes(data.Labels, columns.Label, input.Request.Positive);
        if (classes.Length > 0)
            say($"Positive class: {classes[^1]}, {why}.");
        string[] known = classes.Length > 0 ? classes : data.Labels.Classes;
        LabelledRows? other = test is null ? null : LabelledRows.Load(ml, input.OpenLike(test, columns), columns with { Group = null, Time = null }, known, false, test, say, input.Request.Form.SkipBadRows);
        LabelledRows? judges = validation is null ? null : LabelledRows.Load(ml, input.OpenLike(validation, columns), columns with { Group = null, Time = null }, known, false, validation, say, input.Request.Form.SkipBadRows);
        ITransformer labels = input.Task.FitLabels(ml, data.Rows, columns, known.Length > 0 ? known : null);
        IDataView labelled = labels.Transform(data.Rows);
        ITransformer? features = Steps.Features(ml, columns, architecture)?.Fit(labelled);
        IDataView? kept = judges is null ? null : labels.Transform(judges.Rows);
        return new PreparedRows(columns, InputSchema(ml, input.Source, columns), features, features?.Transform(labelled) ?? labelled, other is null ? null : labels.Transform(other.Rows), kept is null ? null : features?.Transform(kept) ?? kept, classes);
    }

    /// <summary>For a model that is trained further: the columns and their preparation are the model's.</summary>
    public static PreparedRows For(MLContext ml, OpenedInput input, string? test, string? validation, PreviousModel previous, Action<string> say)
    {
        InputColumns columns = input.WithOrder(previous.Record.Columns);
        LabelledRows data = LabelledRows.Load(ml, input.Source, columns, previous.Record.Classes, false, input.Request.DataPath, say, input.Request.Form.SkipBadRows);
        LabelledRows? other = test is null ? null : LabelledRows.Load(ml, input.OpenLike(test, columns), columns with { Group = null, Time = null }, previous.Classes ?? [], false, test, say, input.Request.Form.SkipBadRows);
        LabelledRows? judges = validation is null ? null : LabelledRows.Load(ml, input.OpenLike(validation, columns), columns with { Group = null, Time = null }, previous.Classes ?? [], false, validation, say, input.Request.Form.SkipBadRows);
        // Trained with the classes of these rows, which the trainer matches by name; measured with those of the model.
        ITransformer own = input.Task.FitLabels(ml, data.Rows, columns, previous.Record.Classes.Length > 0 ? previous.Record.Classes : null);
        ITransformer its = input.Task.FitLabels(ml, data.Rows, columns, previous.Classes);
        IDataView labelled = own.Transform(data.Rows);
        IDataView? kept = judges is null ? null : own.Transform(judges.Rows);
        return new PreparedRows(columns, InputSchema(ml, input.Source, columns), previous.Features, previous.Features?.Transform(labelled) ?? labelled,
            other is null ? null : its.Transform(other.Rows), kept is null ? null : previous.Features?.Transform(kept) ?? kept, previous.Record.Classes);
    }

    // What a model is saved with: the columns that it is fed with, and no label.
    private static DataViewSchema InputSchema(MLContext ml, DataSource source, InputColumns columns) => source.Load(ml, columns, LabelUse.None).Schema;
}
