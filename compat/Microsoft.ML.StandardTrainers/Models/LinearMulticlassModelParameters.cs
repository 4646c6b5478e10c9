using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of models with weights for each class.</summary>
public abstract class LinearMulticlassModelParametersBase : ModelParametersBase<VBuffer<float>>, IMulticlassMapper
{
    private readonly float[][] _weights;
    private readonly float[] _biases;

    private protected LinearMulticlassModelParametersBase(IHostEnvironment env, string name, float[][] weights, float[] biases)
        : base(env, name)
    {
        _weights = weights;
        _biases = biases;
    }

    private protected LinearMulticlassModelParametersBase(IHostEnvironment env, string name, ModelLoadContext ctx)
        : base(env, name)
    {
        _biases = ctx.Reader.ReadSingles();
        _weights = new float[_biases.Length][];
        for (int i = 0; i < _weights.Length; i++)
            _weights[i] = ctx.Reader.ReadSingles();
    }

    int IMulticlassMapper.ClassCount => _biases.Length;

    private protected override int FeatureCountCore => _weights[0].Length;

    /// <summary>Copies the weights of each class.</summary>
    public void GetWeights(ref VBuffer<float>[] weights, out int numClasses)
    {
        numClasses = _weights.Length;
        if (weights == null || weights.Length < numClasses)
            Array.Resize(ref weights, numClasses);
        for (int i = 0; i < numClasses; i++)
            weights[i] = new VBuffer<float>(_weights[i].Length, (float[])_weights[i].Clone());
    }

    public IEnumerable<float> GetBiases() => _biases;

    private protected override ValueMapper<VBuffer<float>, VBuffer<float>> GetMapperCore()
        => (in VBuffer<float> features, ref VBuffer<float> scores) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref scores, _biases.Length);
            for (int i = 0; i < _biases.Length; i++)
                editor.Values[i] = MathUtils.Dot(_weights[i], in features) + _biases[i];
            Calibrate(editor.Values);
            scores = editor.Commit();
        };

    /// <summary>From the weighted sums to the scores.</summary>
    private protected virtual void Calibrate(Span<float> scores)
    {
    }

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.WriteSingles(_biases);
        foreach (float[] weights in _weights)
            ctx.Writer.WriteSingles(weights);
    }
}

/// <summary>Weighted sums.</summary>
public sealed class LinearMulticlassModelParameters : LinearMulticlassModelParametersBase
{
    internal LinearMulticlassModelParameters(IHostEnvironment env, float[][] weights, float[] biases)
        : base(env, nameof(LinearMulticlassModelParameters), weights, biases)
    {
    }

    private LinearMulticlassModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(LinearMulticlassModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new LinearMulticlassModelParameters(env, ctx);
}

/// <summary>Weighted sums made into probabilities.</summary>
public sealed class MaximumEntropyModelParameters : LinearMulticlassModelParametersBase
{
    internal MaximumEntropyModelParameters(IHostEnvironment env, float[][] weights, float[] biases)
        : base(env, nameof(MaximumEntropyModelParameters), weights, biases)
    {
    }

    private MaximumEntropyModelParameters(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(MaximumEntropyModelParameters), ctx)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx) => new MaximumEntropyModelParameters(env, ctx);

    private protected override void Calibrate(Span<float> scores) => MathUtils.Softmax(scores);
}
