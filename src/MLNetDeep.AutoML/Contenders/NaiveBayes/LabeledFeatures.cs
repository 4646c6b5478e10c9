using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>Rows of a binary classification in memory: which features are in a row, and its label.</summary>
/// <param name="Width">How many features there are.</param>
/// <param name="Rows">The rows.</param>
internal sealed record LabeledFeatures(int Width, IReadOnlyList<(int[] Present, bool Label)> Rows)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="ArgumentException">No row has a feature.</exception>
    public static LabeledFeatures Read(IDataView view, string labelColumn, string featureColumn, CancellationToken cancel)
    {
        DataViewSchema.Column label = view.Schema[labelColumn], features = view.Schema[featureColumn];
        using DataViewRowCursor cursor = view.GetRowCursor([label, features]);
        ValueGetter<bool> getLabel = cursor.GetGetter<bool>(label);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        List<(int[], bool)> rows = [];
        bool isTrue = false;
        VBuffer<float> row = default;
        while (cursor.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            getLabel(ref isTrue);
            getFeatures(ref row);
            rows.Add(([.. row.Items().Where(f => f.Value != 0).Select(f => f.Key)], isTrue));
        }
        int width = ((VectorDataViewType)features.Type).Size;
        return width > 0 && rows.Count > 0 ? new LabeledFeatures(width, rows) : throw new ArgumentException("There is no word in any of the training texts.");
    }
}
