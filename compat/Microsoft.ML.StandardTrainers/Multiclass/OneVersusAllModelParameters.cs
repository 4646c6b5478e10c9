using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A binary model for each class.</summary>
public sealed class OneVersusAllModelParameters : ModelParametersBase<VBuffer<float>>, IMulticlassMapper
{
    private readonly object[] _models;
    private readonly Output _output;

    private OneVersusAllModelParameters(IHostEnvironment env, object[] models, Output output)
        : base(env, nameof(OneVersusAllModelParameters))
    {
        _models = models;
        _output = output;
    }

    /// <summary>How the scores of the classes come from those of their models.</summary>
    internal enum Output
    {
        Raw,
        Probabilities,
        Softmax,
    }

    int IMulticlassMapper.ClassCount => _models.Length;

    private protected override int FeatureCountCore => ((IFeatureMapper<float>)_models[0]).FeatureCount;

    /// <summary>Probabilities where all models can tell them and they are wanted, raw scores else.</summary>
    internal static OneVersusAllModelParameters Create(IHostEnvironment env, bool useProbabilities, object[] models)
        => new(env, models, useProbabilities && models.All(m => m is IProbabilityMapper) ? Output.Probabilities : Output.Raw);

    /// <summary>The probabilities by softmax over the scores of models that were trained together.</summary>
    internal static OneVersusAllModelParameters CreateSoftmax(IHostEnvironment env, object[] models)
        => new(env, models, Output.Softmax);

    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var output = (Output)ctx.Reader.ReadByte();
        var models = new object[ctx.Reader.ReadInt32()];
        for (int i = 0; i < models.Length; i++)
            models[i] = ctx.LoadModel<object>(env, $"SubPredictor_{i:000}");
        return new OneVersusAllModelParameters(env, models, output);
    }

    private protected override ValueMapper<VBuffer<float>, VBuffer<float>> GetMapperCore()
    {
        ValueMapper<VBuffer<float>, float>[] mappers =
            Array.ConvertAll(_models, m => ((IFeatureMapper<float>)m).GetMapper());
        Func<float, float>[]? calibrations = _output == Output.Probabilities
            ? Array.ConvertAll(_models, m => ((IProbabilityMapper)m).GetCalibration())
            : null;
        return (in VBuffer<float> features, ref VBuffer<float> scores) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref scores, mappers.Length);
            for (int i = 0; i < mappers.Length; i++)
            {
                mappers[i](in features, ref editor.Values[i]);
                if (calibrations != null)
                    editor.Values[i] = calibrations[i](editor.Values[i]);
            }

            if (_output == Output.Softmax)
                MathUtils.Softmax(editor.Values);
            else if (_output == Output.Probabilities)
                Normalize(editor.Values);
            scores = editor.Commit();
        };
    }

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.Write((byte)_output);
        ctx.Writer.Write(_models.Length);
        for (int i = 0; i < _models.Length; i++)
            ctx.SaveModel(_models[i], $"SubPredictor_{i:000}");
    }

    private static void Normalize(Span<float> probabilities)
    {
        float sum = 0;
        foreach (float p in probabilities)
            sum += p;
        if (sum <= 0)
            return;
        for (int i = 0; i < probabilities.Length; i++)
            probabilities[i] /= sum;
    }
}
