using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Learners;

/// <summary>Fisher's iris in the shapes that trainers want.</summary>
internal static class Iris
{
    private static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", "data", "iris.tsv");

    /// <summary>Label as a key, Positive (virginica or not), Number (the petal width) and Features.</summary>
    public static IDataView Load(MLContext ml)
    {
        IDataView data = ml.Data.LoadFromTextFile(Path,
        [
            new TextLoader.Column("Class", DataKind.Single, 0),
            new TextLoader.Column("Features", DataKind.Single, 1, 4),
            new TextLoader.Column("Number", DataKind.Single, 4),
            new TextLoader.Column("Positive", DataKind.Boolean, 5),
        ], hasHeader: true);
        IDataView keyed = ml.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(data).Transform(data);
        return ml.Data.Cache(keyed);
    }

    /// <summary>The same with features from 0 to 1.</summary>
    public static IDataView LoadNormalized(MLContext ml)
    {
        IDataView data = Load(ml);
        return ml.Transforms.NormalizeMinMax("Features").Fit(data).Transform(data);
    }
}
