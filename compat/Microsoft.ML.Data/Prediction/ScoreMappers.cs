namespace Microsoft.ML.Data;

/// <summary>PredictedLabel, Score, and Probability where the model can tell it.</summary>
internal sealed class BinaryScoreMapper(
    DataViewSchema schema, int featureColumn, IFeatureMapper<float> model, float threshold, string thresholdColumn)
    : ScoreMapperBase(schema, featureColumn)
{
    private const string Kind = AnnotationUtils.Const.ScoreColumnKind.BinaryClassification;
    private readonly IProbabilityMapper? _calibrated = model as IProbabilityMapper;

    protected override DataViewSchema.DetachedColumn[] MakeColumns()
    {
        var columns = new List<DataViewSchema.DetachedColumn>
        {
            new(DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, ScoreAnnotations.Predicted(SetId, Kind, null)),
            new(DefaultColumnNames.Score, NumberDataViewType.Single, ScoreAnnotations.Score(SetId, Kind, null)),
        };
        if (_calibrated != null)
        {
            columns.Add(new(
                DefaultColumnNames.Probability, NumberDataViewType.Single, ScoreAnnotations.Probability(SetId, Kind)));
        }

        return [.. columns];
    }

    protected override Delegate[] MakeGetters(DataViewRow input, ValueGetter<VBuffer<float>> features)
    {
        var cached = new Cached<float>(input, features, model.GetMapper());
        Func<float, float>? calibration = _calibrated?.GetCalibration();
        bool byProbability = calibration != null && thresholdColumn == DefaultColumnNames.Probability;
        ValueGetter<bool> predicted = byProbability
            ? (ref bool value) => value = calibration!(cached.Get()) > threshold
            : (ref bool value) => value = cached.Get() > threshold;
        ValueGetter<float> score = (ref float value) => value = cached.Get();
        if (calibration == null)
            return [predicted, score];
        ValueGetter<float> probability = (ref float value) => value = calibration(cached.Get());
        return [predicted, score, probability];
    }
}

/// <summary>PredictedLabel as a key, and a Score for each class.</summary>
internal sealed class MulticlassScoreMapper(
    DataViewSchema schema, int featureColumn, IMulticlassMapper model, LabelNames? names, string kind, bool smallest = false)
    : ScoreMapperBase(schema, featureColumn)
{
    protected override DataViewSchema.DetachedColumn[] MakeColumns()
    {
        var key = new KeyDataViewType(typeof(uint), model.ClassCount);
        var scores = new VectorDataViewType(NumberDataViewType.Single, model.ClassCount);
        return
        [
            new(DefaultColumnNames.PredictedLabel, key, ScoreAnnotations.Predicted(SetId, kind, names)),
            new(DefaultColumnNames.Score, scores, ScoreAnnotations.Score(SetId, kind, names)),
        ];
    }

    protected override Delegate[] MakeGetters(DataViewRow input, ValueGetter<VBuffer<float>> features)
    {
        var cached = new Cached<VBuffer<float>>(input, features, model.GetMapper());
        ValueGetter<uint> predicted = (ref uint value) => value = Best(cached.Get().GetValues());
        ValueGetter<VBuffer<float>> score = (ref VBuffer<float> value) => cached.Get().CopyTo(ref value);
        return [predicted, score];
    }

    /// <summary>The key of the best score; the missing one where all are NaN.</summary>
    private uint Best(ReadOnlySpan<float> scores)
    {
        if (!smallest)
            return (uint)(MathUtils.ArgMax(scores) + 1);
        int best = -1;
        for (int i = 0; i < scores.Length; i++)
        {
            if (!float.IsNaN(scores[i]) && (best < 0 || scores[i] < scores[best]))
                best = i;
        }

        return (uint)(best + 1);
    }
}

/// <summary>A Score alone.</summary>
internal sealed class SingleScoreMapper(DataViewSchema schema, int featureColumn, IFeatureMapper<float> model, string kind)
    : ScoreMapperBase(schema, featureColumn)
{
    protected override DataViewSchema.DetachedColumn[] MakeColumns()
        => [new(DefaultColumnNames.Score, NumberDataViewType.Single, ScoreAnnotations.SingleScore(SetId, kind))];

    protected override Delegate[] MakeGetters(DataViewRow input, ValueGetter<VBuffer<float>> features)
    {
        ValueMapper<VBuffer<float>, float> mapper = model.GetMapper();
        VBuffer<float> row = default;
        ValueGetter<float> score = (ref float value) =>
        {
            features(ref row);
            mapper(in row, ref value);
        };
        return [score];
    }
}
