using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Deployed;

/// <summary>Reads what a model says, whatever its task.</summary>
internal static class Predictions
{
    public static IEnumerable<Prediction> Of(MLContext ml, IDataView scored)
    {
        var scores = scored.Schema["Score"].Type is VectorDataViewType
            ? scored.GetColumn<float[]>("Score")
            : scored.GetColumn<float>("Score").Select(score => new[] { score });
        return scores.Zip(Labels(ml, scored), (score, label) => new Prediction { Label = label, Score = score });
    }

    private static IEnumerable<string> Labels(MLContext ml, IDataView scored)
    {
        switch (scored.Schema.GetColumnOrNull("PredictedLabel")?.Type)
        {
            case KeyDataViewType:
                var named = ml.Transforms.Conversion.MapKeyToValue("Label", "PredictedLabel").Fit(scored).Transform(scored);
                return named.GetColumn<string>("Label");
            case BooleanDataViewType:
                return scored.GetColumn<bool>("PredictedLabel").Select(label => label.ToString());
            case VectorDataViewType:
                return scored.GetColumn<bool[]>("PredictedLabel").Select(labels => string.Join(",", labels));
            default:
                return Enumerable.Repeat("", int.MaxValue);
        }
    }
}
