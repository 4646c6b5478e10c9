using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>
/// Saves a network as a chain of ML.NET's own transformers that does the same: what is written, and loaded, is that chain.
/// So an application that only predicts needs neither this assembly nor TorchSharp.
/// </summary>
internal static class ModelDelegate
{
    /// <summary>Writes the chain in the place of the network.</summary>
    /// <exception cref="OnnxExportException">The network cannot be exported.</exception>
    public static void Save(DeepTransformer transformer, ModelSaveContext ctx)
    {
        using var chain = ToChain(transformer);
        if (transformer.Model.Features.SavingNote is { } note)
        {
            using var log = new ChannelLog(transformer.Context);
            log.Info(note);
        }
        ((ICanSaveModel)chain).Save(ctx);
    }

    /// <summary>The chain of a trained network.</summary>
    public static TransformerChain<ITransformer> ToChain(DeepTransformer transformer)
    {
        using var use = transformer.Lifetime.Enter();
        var task = TaskSaving.Of(transformer.Model.Task);
        var onnx = NetworkOnnx.Export(transformer.Model, task);
        NetworkOnnx.Open(transformer.Model, onnx, task).Dispose();
        if (transformer.Model.Options.ScoringWeights == ScoringWeights.Int8) onnx = NetworkOnnx.Export(transformer.Model, task, ScoringWeights.Int8);
        return ToChain(transformer.Model, onnx, task);
    }

    /// <summary>The chain: features to numbers, the network as ONNX, and what the task makes of its outputs.</summary>
    public static TransformerChain<ITransformer> ToChain(DeepModel model, byte[] onnx, TaskSaving task)
    {
        // A context of its own: that of the user may ask for a GPU that ONNX Runtime here has no code for.
        var ml = new MLContext();
        var features = model.Features.Saving(ml);
        var steps = new StepList(features.SampleRow());
        features.AddSteps(steps);
        steps.Add(RandomFileName.Open(() => ml.Transforms.ApplyOnnxModel(task.Outputs, [.. model.Network.Input.Ports.Select(port => port.Name)], new MemoryStream(onnx))));
        task.AddSteps(ml, model, steps);
        steps.Add(ml.Transforms.DropColumns([.. features.Helpers, .. task.Helpers]));
        return steps.ToChain();
    }
}
