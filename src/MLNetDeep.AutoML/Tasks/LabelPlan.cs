using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.AutoML;

/// <summary>Which task a label asks for, and how it becomes what trainers want.</summary>
/// <param name="Task">The task.</param>
/// <param name="Why">Why it is that, for people.</param>
/// <param name="Convert">Turns the label into what trainers of the task want; null where it is that already.</param>
internal sealed record LabelPlan(PredictionTask Task, string Why, ITransformer? Convert)
{
    // Whole numbers of so few values are classes; more of them are amounts.
    private const int MostClassesOfNumbers = 20;

    /// <summary>Whether predictions are turned back into the values that the label has.</summary>
    public bool MapsBack => Convert is not null && Task.Key == "multiclass";

    /// <summary>Looks at the label of every row.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it suits no task.</exception>
    public static LabelPlan Of(MLContext ml, IDataView rows, string label)
    {
        DataViewSchema.Column column = rows.Schema.GetColumnOrNull(label)
            ?? throw new ArgumentException($"There is no label column '{label}'. The data have {string.Join(", ", rows.Schema.Where(c => !c.IsHidden).Select(c => c.Name))}.", nameof(label));
        return column.Type switch
        {
            BooleanDataViewType => new LabelPlan(PredictionTask.Binary(label), $"'{label}' is true or false", null),
            KeyDataViewType key => new LabelPlan(PredictionTask.Multiclass(label), $"'{label}' is a key of {key.Count} values", null),
            TextDataViewType => Classes(ml, rows, label, $"'{label}' holds text"),
            VectorDataViewType { ItemType: NumberDataViewType } => OfVectors(rows, label),
            NumberDataViewType => OfNumbers(ml, rows, label),
            _ => throw new ArgumentException($"Column '{label}' is of type {column.Type}; a label is Boolean, a key, text, or a number.", nameof(label)),
        };
    }

    private static LabelPlan Classes(MLContext ml, IDataView rows, string label, string why) => new(PredictionTask.Multiclass(label), why,
        ml.Transforms.Conversion.MapValueToKey(label, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(rows));

    private static LabelPlan OfNumbers(MLContext ml, IDataView rows, string label)
    {
        ITransformer single = ml.Transforms.Conversion.ConvertType(label, outputKind: DataKind.Single).Fit(rows);
        HashSet<float> values = [];
        long count = 0;
        foreach (float value in single.Transform(rows).GetColumn<float>(label))
        {
            count++;
            values.Add(value);
            if (values.Count > MostClassesOfNumbers || value != MathF.Floor(value))
                return new LabelPlan(PredictionTask.Regression(label), $"'{label}' holds numbers", single);
        }
        return values.Count < count / 2.0
            ? Classes(ml, rows, label, $"'{label}' has {values.Count} different whole numbers; name the task Regression to predict it as an amount")
            : new LabelPlan(PredictionTask.Regression(label), $"'{label}' holds numbers", single);
    }

    private static LabelPlan OfVectors(IDataView rows, string label) => rows.GetColumn<float[]>(label).All(row => Array.TrueForAll(row, v => v is 0 or 1))
        ? new LabelPlan(PredictionTask.MultiLabel(label), $"'{label}' is a vector of 0 and 1", null)
        : new LabelPlan(PredictionTask.Regression(label), $"'{label}' is a vector of numbers", null);
}
