using Microsoft.ML;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Search;

/// <summary>The rows of a search.</summary>
/// <param name="Task">The task.</param>
/// <param name="Columns">What models are fed with.</param>
/// <param name="Schema">Of the data as they are read, without the label.</param>
/// <param name="Rows">The rows, with the label as trainers take it.</param>
/// <param name="Classes">What false and true stand for, or the names of the classes; none for numbers.</param>
/// <param name="Labels">Makes of the label as it is read the one that trainers take.</param>
internal sealed record SearchData(CommandTask Task, InputColumns Columns, DataViewSchema Schema, IDataView Rows, string[] Classes, ITransformer Labels)
{
    public static SearchData Prepare(MLContext ml, OpenedInput input, Action<string> say)
    {
        // Categories and dates are learnt from too: every contender takes them.
        InputColumns columns = input.Source is GraphSource ? input.Columns() : input.Several(findsThem: true) ?? input.Columns([ArchitectureRegistry.Get(input.Request.Text is not null || Networks.IsOneText(input) ? "textcnn" : "mlp")]);
        LabelledInput data = LabelledInput.Prepare(ml, input, columns, say);
        return new SearchData(input.Task, columns, input.Source.Load(ml, columns, LabelUse.None).Schema, data.Rows, data.Known, data.Labels);
    }

    /// <summary>Rows of another file, with their label as trainers take it.</summary>
    public IDataView Others(MLContext ml, OpenedInput input, string path, Action<string> say) => LabelledInput.Others(ml, input, Columns, path, Classes, Labels, say);

    /// <summary>A sweep over these rows.</summary>
    public Sweep Sweep(MLContext ml)
    {
        Sweep sweep = ml.Deep().Sweep(PredictionTask.Get(Task.Key, Columns.LabelColumn));
        if (Columns.Graph is not null)
            return sweep.WithGraphs();
        sweep = sweep.WithFeatures(Columns.Table).WithText(Columns.AllTexts);
        return Columns.Picture is not { } picture ? sweep : Columns.HasSounds ? sweep.WithSounds(picture) : sweep.WithImages(picture);
    }

    /// <summary>A validation by the group or the time that was named.</summary>
    public SweepValidation Ordered(SweepValidation validation) => validation with
    {
        GroupColumnName = Columns.Group is { } group ? TableSource.NameOfKept(group) : null,
        TimeColumnName = Columns.Time is { } time ? TableSource.NameOfKept(time) : null,
    };
}
