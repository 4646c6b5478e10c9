using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Naive Bayes on whether features are above 0.</summary>
public sealed class NaiveBayesMulticlassTrainer
    : TrainerEstimatorBase<
        MulticlassPredictionTransformer<NaiveBayesMulticlassModelParameters>, NaiveBayesMulticlassModelParameters>
{
    private static readonly TrainerInfo s_info = new(normalization: false, calibration: false, caching: false);

    internal NaiveBayesMulticlassTrainer(IHostEnvironment env, string labelColumn, string featureColumn)
        : base(
            env.Register(nameof(NaiveBayesMulticlassTrainer)),
            TrainerUtils.MakeR4VecFeature(featureColumn),
            TrainerUtils.MakeU4ScalarColumn(labelColumn))
    {
    }

    public override TrainerInfo Info => s_info;

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out SchemaShape.Column label);
        return TrainerUtils.MulticlassOutput(label);
    }

    private protected override NaiveBayesMulticlassModelParameters TrainModelCore(TrainContext context)
    {
        int classes = context.TrainingSet.Label!.Value.Type.GetKeyCountAsInt32(Host);
        TrainingRows rows = TrainingRows.Read(context.TrainingSet);
        var ofClass = new long[classes];
        long[][] present = [.. Enumerable.Range(0, classes).Select(_ => new long[rows.FeatureCount])];
        for (int i = 0; i < rows.Count; i++)
        {
            int label = (int)rows.Label(i);
            ofClass[label]++;
            foreach ((int index, float value) in rows.Features(i).Items())
            {
                if (value > 0)
                    present[label][index]++;
            }
        }

        return new NaiveBayesMulticlassModelParameters(Host, ofClass, present);
    }

    private protected override MulticlassPredictionTransformer<NaiveBayesMulticlassModelParameters> MakeTransformer(
        NaiveBayesMulticlassModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);
}

/// <summary>How many rows of each class there were, and in how many each feature was above 0.</summary>
public sealed class NaiveBayesMulticlassModelParameters : ModelParametersBase<VBuffer<float>>, IMulticlassMapper
{
    private readonly long[] _ofClass;
    private readonly long[][] _present;
    private readonly double[] _prior;
    private readonly double[][] _ifPresent;

    internal NaiveBayesMulticlassModelParameters(IHostEnvironment env, long[] ofClass, long[][] present)
        : base(env, nameof(NaiveBayesMulticlassModelParameters))
    {
        _ofClass = ofClass;
        _present = present;
        double total = ofClass.Sum();
        // A class's score with no feature present, and what each feature that is present changes of it.
        _prior = [.. ofClass.Select((n, c) => n == 0 ? double.NegativeInfinity
            : Math.Log(n / total) + present[c].Sum(p => Math.Log(1.0 + n - p) - Math.Log(n + ofClass.Length)))];
        _ifPresent = [.. present.Select((p, c) => Array.ConvertAll(p, v => Math.Log(1.0 + v) - Math.Log(1.0 + ofClass[c] - v)))];
    }

    int IMulticlassMapper.ClassCount => _ofClass.Length;

    private protected override int FeatureCountCore => _present[0].Length;

    /// <summary>The number of rows of each class.</summary>
    public IReadOnlyList<long> GetLabelHistogramLong() => _ofClass;

    /// <summary>For each class and feature the number of rows with the feature above 0.</summary>
    public IReadOnlyList<IReadOnlyList<long>> GetFeatureHistogramLong() => _present;

    private protected override string WrongLength(int length) => "Invalid number of features passed.";

    private protected override ValueMapper<VBuffer<float>, VBuffer<float>> GetMapperCore()
        => (in VBuffer<float> features, ref VBuffer<float> scores) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref scores, _ofClass.Length);
            for (int i = 0; i < _ofClass.Length; i++)
                editor.Values[i] = (float)(_prior[i] + Change(_ifPresent[i], in features));
            scores = editor.Commit();
        };

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.Write(_ofClass.Length);
        ctx.Writer.Write(FeatureCountCore);
        Array.ForEach(_ofClass, ctx.Writer.Write);
        foreach (long[] present in _present)
            Array.ForEach(present, ctx.Writer.Write);
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        int classes = ctx.Reader.ReadInt32(), features = ctx.Reader.ReadInt32();
        long[] Read(int count) => [.. Enumerable.Range(0, count).Select(_ => ctx.Reader.ReadInt64())];
        long[] ofClass = Read(classes);
        return new NaiveBayesMulticlassModelParameters(
            env, ofClass, [.. Enumerable.Range(0, classes).Select(_ => Read(features))]);
    }

    private static double Change(double[] ifPresent, in VBuffer<float> features)
    {
        ReadOnlySpan<float> values = features.GetValues();
        ReadOnlySpan<int> indices = features.GetIndices();
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] > 0)
                sum += ifPresent[features.IsDense ? i : indices[i]];
        }

        return sum;
    }
}
