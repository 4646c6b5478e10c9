using Microsoft.ML.Data;
using Column = Microsoft.ML.SchemaShape.Column;

namespace Microsoft.ML.Trainers;

/// <summary>The columns that trainers ask for, and those that they promise.</summary>
internal static class TrainerUtils
{
    public static Column MakeR4VecFeature(string name)
        => new(name, Column.VectorKind.Vector, NumberDataViewType.Single, false);

    public static Column MakeBoolScalarLabel(string name)
        => new(name, Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);

    public static Column MakeR4ScalarColumn(string name)
        => new(name, Column.VectorKind.Scalar, NumberDataViewType.Single, false);

    public static Column MakeU4ScalarColumn(string? name)
        => name == null ? default : new(name, Column.VectorKind.Scalar, NumberDataViewType.UInt32, true);

    public static Column MakeR4ScalarWeightColumn(string? name)
        => name == null ? default : new(name, Column.VectorKind.Scalar, NumberDataViewType.Single, false);

    public static Column[] RegressionOutput()
        => [ScoreColumn(Column.VectorKind.Scalar, AnnotationUtils.GetTrainerOutputAnnotation())];

    public static Column[] BinaryOutput(bool calibrated)
    {
        Column score = ScoreColumn(Column.VectorKind.Scalar, AnnotationUtils.GetTrainerOutputAnnotation());
        Column predicted = new(DefaultColumnNames.PredictedLabel, Column.VectorKind.Scalar, BooleanDataViewType.Instance, false,
            new SchemaShape(AnnotationUtils.GetTrainerOutputAnnotation()));
        Column probability = new(DefaultColumnNames.Probability, Column.VectorKind.Scalar, NumberDataViewType.Single, false,
            new SchemaShape(AnnotationUtils.GetTrainerOutputAnnotation(true)));
        return calibrated ? [score, probability, predicted] : [score, predicted];
    }

    /// <summary>Score and PredictedLabel of several classes; <paramref name="keyValuesLast"/> as the meta trainers have them.</summary>
    public static Column[] MulticlassOutput(Column label, bool keyValuesLast = false)
    {
        IEnumerable<Column> keyValues = label.Annotations.Where(a => a.Name == AnnotationUtils.Kinds.KeyValues);
        IEnumerable<Column> output = AnnotationUtils.GetTrainerOutputAnnotation();
        return
        [
            ScoreColumn(Column.VectorKind.Vector, AnnotationUtils.AnnotationsForMulticlassScoreColumn(label)),
            new(DefaultColumnNames.PredictedLabel, Column.VectorKind.Scalar, NumberDataViewType.UInt32, true,
                new SchemaShape(keyValuesLast ? output.Concat(keyValues) : keyValues.Concat(output))),
        ];
    }

    private static Column ScoreColumn(Column.VectorKind kind, IEnumerable<Column> annotations)
        => new(DefaultColumnNames.Score, kind, NumberDataViewType.Single, false, new SchemaShape(annotations));
}
