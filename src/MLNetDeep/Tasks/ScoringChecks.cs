using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Tasks;

/// <summary>Whether rows suit a network that was trained on others.</summary>
internal static class ScoringChecks
{
    public static DataViewSchema.Column CheckFeatures(DataViewSchema schema, FeatureSpec spec)
    {
        var column = ColumnChecks.Find(schema, "feature", spec.ColumnName);
        var source = ColumnChecks.CheckFeatures(schema, spec.ColumnName);
        var size = column.Type is VectorDataViewType vector ? vector.Size : 1;
        if (source != spec.Source || (source == FeatureSource.Numbers && size != spec.Shape.Size))
            throw ColumnErrors.Mismatch("feature", spec.ColumnName, Expected(spec), ColumnErrors.Describe(column.Type));
        return column;
    }

    private static string Expected(FeatureSpec spec) => spec.Source switch
    {
        FeatureSource.Path => "the paths of images (String)",
        FeatureSource.Bytes => "encoded images (VarVector<Byte>)",
        FeatureSource.Image => "images",
        _ => $"Vector<Single, {spec.Shape.Size}>",
    };
}
