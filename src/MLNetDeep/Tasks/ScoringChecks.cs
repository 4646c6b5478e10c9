using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Data.Tables;

namespace MLNetDeep.Tasks;

/// <summary>Whether rows suit a network that was trained on others.</summary>
internal static class ScoringChecks
{
    public static void CheckFeatures(DataViewSchema schema, FeatureSpec spec)
    {
        if (spec.Table is { } table)
        {
            CheckTable(schema, table);
            return;
        }
        var column = ColumnChecks.Find(schema, "feature", spec.ColumnName);
        var source = ColumnChecks.CheckFeatures(schema, spec.ColumnName);
        var size = column.Type is VectorDataViewType vector ? vector.Size : 1;
        if (source != spec.Source || (source == FeatureSource.Numbers && size != spec.Shape.Size))
            throw ColumnErrors.Mismatch("feature", spec.ColumnName, Expected(spec), ColumnErrors.Describe(column.Type));
    }

    // Numbers of any type, alone or in vectors of one length, and keys of any width: as a saved model takes them.
    private static void CheckTable(DataViewSchema schema, TableEncoding table)
    {
        var request = new FeatureRequest([.. table.Columns.Select(c => c.Name)], true, "", []);
        var faults = request.Columns(schema).Zip(table.Columns)
            .Where(pair => (pair.First.Kind, pair.First.Size, pair.First.Keys) != (pair.Second.Kind, pair.Second.Size, pair.Second.Keys))
            .Select(pair => $"column '{pair.Second.Name}' is {pair.First}, but was {pair.Second} in training").ToList();
        if (faults.Count > 0) throw ColumnErrors.TableMismatch(faults);
    }

    private static string Expected(FeatureSpec spec) => spec.Source switch
    {
        FeatureSource.Path => "the paths of images (String)",
        FeatureSource.Bytes => "encoded images (VarVector<Byte>)",
        FeatureSource.Image => "images",
        _ => $"Vector<Single, {spec.Shape.Size}>",
    };
}
