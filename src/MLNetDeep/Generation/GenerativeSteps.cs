using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Inputs;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Generation;

/// <summary>A generative model as steps of ML.NET's own and mappings of MLNetDeep.Runtime: what scores in this process is what is saved.</summary>
/// <param name="model">The trained model.</param>
internal sealed class GenerativeSteps(DeepModel model)
{
    private readonly GenerativeGraphs _graphs = new(model);

    /// <summary>What makes rows.</summary>
    public Sampler Sampler() => SamplingExtensions.Open(_graphs.Generate(), model.Options.Threads)!;

    /// <summary>The steps that add embedding, reconstruction and the number that the model tells of a row; what makes rows lies beside them.</summary>
    public ITransformer ToChain() => Build(_graphs.Describe(), (ml, steps) =>
    {
        steps.Add(ml.Transforms.CustomMapping<ScoreVector, RowNumber>(RowNumberMapping.Map, RowNumberMapping.Contract));
        steps.Add(ml.Transforms.CopyColumns(_graphs.Module.NumberColumn, SavedColumns.Number));
        Apply(ml, steps, [SavedColumns.SampleState, SavedColumns.SampleNoise, SavedColumns.SampleClass], [SavedColumns.Features], _graphs.Start());
        Apply(ml, steps, [SavedColumns.SampleOutput], [SavedColumns.SampleState, SavedColumns.SampleNoise, SavedColumns.SampleClass], _graphs.Generate());
    }, SavedColumns.Number, SavedColumns.SampleState, SavedColumns.SampleNoise, SavedColumns.SampleClass, SavedColumns.SampleOutput);

    /// <summary>The steps that tell anomalies: rows whose number is above a threshold.</summary>
    public ITransformer ToDetector(float threshold) => Detector(model.Features, _graphs.Inputs, _graphs.Describe(threshold, numberAlone: true), model.Options.Threads);

    /// <summary>The steps that tell anomalies: rows whose score is above a threshold.</summary>
    /// <param name="input">How rows are read.</param>
    /// <param name="inputs">The columns that the graph takes.</param>
    /// <param name="told">A graph that gives score and threshold, and its output.</param>
    /// <param name="threads">The most threads; 0 for one on each core.</param>
    public static ITransformer Detector(InputSpec input, string[] inputs, (byte[] Onnx, string[] Outputs) told, int threads) => Build(input, inputs, told, threads, (ml, steps) =>
        steps.Add(ml.Transforms.CustomMapping<ScoreVector, AnomalyPrediction>(AnomalyMapping.Map, AnomalyMapping.Contract)));

    private ITransformer Build((byte[] Onnx, string[] Outputs) told, Action<MLContext, StepList> addSteps, params string[] helpers) =>
        Build(model.Features, _graphs.Inputs, told, model.Options.Threads, addSteps, helpers);

    private static ITransformer Build(InputSpec input, string[] inputs, (byte[] Onnx, string[] Outputs) told, int threads, Action<MLContext, StepList> addSteps, params string[] helpers)
    {
        // A context of its own: that of the user may ask for a GPU that ONNX Runtime here has no code for.
        var ml = new MLContext();
        var features = input.Saving(ml);
        var steps = new StepList(features.SampleRow());
        features.AddSteps(steps);
        Apply(ml, steps, told.Outputs, inputs, told.Onnx);
        addSteps(ml, steps);
        steps.Add(ml.Transforms.DropColumns([.. features.Helpers, SavedColumns.ScoreVector, .. helpers]));
        return ScoringExtensions.InBatches(ml.Model, steps.ToChain(), threads);
    }

    private static void Apply(MLContext ml, StepList steps, string[] outputs, string[] inputs, byte[] onnx) =>
        steps.Add(RandomFileName.Open(() => ml.Transforms.ApplyOnnxModel(outputs, inputs, new MemoryStream(onnx))));
}
