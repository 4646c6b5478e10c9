using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Runtime;

namespace MLNetDeep.Cli.Training;

/// <summary>The stages of a pipeline around the trainer.</summary>
internal static class Steps
{
    /// <summary>Numbers and categories to one vector; an image column stays as it is, and so do the columns of a table.</summary>
    public static IEstimator<ITransformer>? Features(MLContext ml, InputColumns columns, Architecture architecture) =>
        columns.Image is not null || columns.Text is not null || architecture.InputKind.TakesSeveralColumns ? null : Join(ml, columns);

    private static EstimatorChain<ITransformer> Join(MLContext ml, InputColumns columns)
    {
        List<IEstimator<ITransformer>> steps = [];
        if (columns.Categories.Count > 0)
            steps.Add(OneHot(ml, columns.Categories));
        if (columns.Wide.Count > 0)
            steps.Add(ml.Transforms.Conversion.ConvertType([.. columns.Wide.Select(name => new InputOutputColumnPair(name))], DataKind.Single));
        steps.AddRange(columns.Dates.SelectMany(date => DateNumbers(ml, date)));
        steps.Add(ml.Transforms.Concatenate(columns.Feature, [.. columns.Inputs]));
        return steps.Aggregate(new EstimatorChain<ITransformer>(), (chain, step) => chain.Append(step));
    }

    // The same numbers of a date that networks get.
    private static IEnumerable<IEstimator<ITransformer>> DateNumbers(MLContext ml, string column) =>
    [
        ml.Transforms.CopyColumns(SavedColumns.TableSource, column),
        ml.Transforms.CustomMapping<DateRow, DatePartsRow>(DateMapping.Map, DateMapping.Contract),
        ml.Transforms.CopyColumns(column, SavedColumns.TableNumbers),
    ];

    /// <summary>The trainer of a network for these columns.</summary>
    public static DeepTrainer Trainer(MLContext ml, CommandTask task, Architecture architecture, InputColumns columns, TrainerOptions options) =>
        task.Catalog(ml.Deep()).FromArchitecture(architecture, columns.LabelColumn, columns.FeaturesFor(architecture), options);

    private static IEstimator<ITransformer> OneHot(MLContext ml, IReadOnlyList<string> names) =>
        ml.Transforms.Categorical.OneHotEncoding([.. names.Select(name => new InputOutputColumnPair(name))]);
}
