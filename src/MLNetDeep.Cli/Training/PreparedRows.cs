using Microsoft.ML;
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
        LabelledInput data = LabelledInput.Prepare(ml, input, columns, say);
        ITransformer? features = Steps.Features(ml, columns, architecture)?.Fit(data.Rows);
        return new PreparedRows(columns, InputSchema(ml, input.Source, columns), features, With(features, data.Rows)!,
            Others(ml, input, test, columns, data.Known, data.Labels, say), With(features, Others(ml, input, validation, columns, data.Known, data.Labels, say)), data.Classes);
    }

    /// <summary>For a model that is trained further: the columns and their preparation are the model's.</summary>
    public static PreparedRows For(MLContext ml, OpenedInput input, string? test, string? validation, PreviousModel previous, Action<string> say)
    {
        InputColumns columns = input.WithOrder(previous.Record.Columns);
        string[] classes = previous.Record.Classes;
        string[] known = previous.Classes ?? [];
        LabelledRows data = LabelledRows.Load(ml, input.Source, columns, classes, allowUnknown: false, input.Request.DataPath, say, input.Request.Form.SkipBadRows);
        // Trained with the classes of these rows, which the trainer matches by name; measured with those of the model.
        ITransformer own = input.Task.FitLabels(ml, data.Rows, columns, classes.Length > 0 ? classes : null);
        ITransformer its = input.Task.FitLabels(ml, data.Rows, columns, previous.Classes);
        return new PreparedRows(columns, InputSchema(ml, input.Source, columns), previous.Features, With(previous.Features, own.Transform(data.Rows))!,
            Others(ml, input, test, columns, known, its, say), With(previous.Features, Others(ml, input, validation, columns, known, own, say)), classes);
    }

    // Rows of another path, with their label as trainers take it; null for no path.
    private static IDataView? Others(MLContext ml, OpenedInput input, string? path, InputColumns columns, string[] known, ITransformer labels, Action<string> say) =>
        path is null ? null : LabelledInput.Others(ml, input, columns, path, known, labels, say);

    private static IDataView? With(ITransformer? features, IDataView? rows) => rows is null || features is null ? rows : features.Transform(rows);

    // What a model is saved with: the columns that it is fed with, and no label.
    private static DataViewSchema InputSchema(MLContext ml, DataSource source, InputColumns columns) => source.Load(ml, columns, LabelUse.None).Schema;
}
