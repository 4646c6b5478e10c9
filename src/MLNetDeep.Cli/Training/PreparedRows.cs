using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.Commands;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Training;

/// <summary>Data as a trainer takes it.</summary>
/// <param name="Columns">What the model is fed with.</param>
/// <param name="Schema">Of the data as it was read.</param>
/// <param name="Features">The step that makes the columns what a network takes; null where there is none.</param>
/// <param name="Rows">The rows after it, with their label.</param>
/// <param name="Measured">Rows to measure a model on, with their label; null where there are none.</param>
/// <param name="Classes">What false and true stand for; none where a model says its classes itself.</param>
internal sealed record PreparedRows(
    InputColumns Columns, DataViewSchema Schema, ITransformer? Features, IDataView Rows, IDataView? Measured, string[] Classes)
{
    /// <summary>For a new model.</summary>
    public static PreparedRows For(MLContext ml, InputRequest input, Architecture architecture, Action<string> say, string? test = null)
    {
        DataSource source = input.Open();
        DataSource? other = test is null ? null : input.Open(test);
        InputColumns columns = input.Columns(source, architecture);
        IDataView data = Load(ml, source, columns, input, say);
        string[] classes = input.Task.Classes(data, columns.Label);
        ITransformer labels = input.Task.FitLabels(ml, data, columns, classes.Length > 0 ? classes : null);
        IDataView labelled = labels.Transform(data);
        ITransformer? features = Steps.Features(ml, columns, architecture)?.Fit(labelled);
        if (other is FolderSource && !columns.HasNumericLabel)
            other.CheckClasses([.. data.GetColumn<string>(columns.Label).Distinct()]);
        return new PreparedRows(columns, data.Schema, features, features?.Transform(labelled) ?? labelled,
            other is null ? null : labels.Transform(Load(ml, other, columns, input, say)), classes);
    }

    /// <summary>For a model that is trained further: the columns and their preparation are the model's.</summary>
    public static PreparedRows For(MLContext ml, InputRequest input, string? test, PreviousModel previous, Action<string> say)
    {
        DataSource source = input.Open();
        DataSource? other = test is null ? null : input.Open(test);
        InputColumns columns = previous.Record.Columns;
        IDataView data = Load(ml, source, columns, input, say);
        input.Task.CheckClasses(data, columns.Label, previous.Record.Classes);
        // Trained with the classes of these rows, which the trainer matches by name; measured with those of the model.
        ITransformer own = input.Task.FitLabels(ml, data, columns, previous.Record.Classes.Length > 0 ? previous.Record.Classes : null);
        ITransformer its = input.Task.FitLabels(ml, data, columns, previous.Classes);
        IDataView labelled = own.Transform(data);
        other?.CheckClasses(previous.Classes ?? []);
        return new PreparedRows(columns, data.Schema, previous.Features, previous.Features?.Transform(labelled) ?? labelled,
            other is null ? null : its.Transform(Load(ml, other, columns, input, say)), previous.Record.Classes);
    }

    /// <summary>The rows of the data, with what is left out of them told.</summary>
    public static IDataView Load(MLContext ml, DataSource source, InputColumns columns, InputRequest input, Action<string> say)
    {
        return ImageCheck.Apply(ml, source.Load(ml, columns), columns.Image, source, input.SkipBad, say);
    }
}
