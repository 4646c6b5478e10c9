using Microsoft.ML;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>Makes a model that gives embeddings from one that was trained for a task.</summary>
internal static class Embeddings
{
    /// <summary>The model, with weights of its own.</summary>
    /// <param name="trained">The trained model.</param>
    /// <param name="output">The column of embeddings.</param>
    /// <param name="input">The column that is read; that of the training when null.</param>
    /// <exception cref="NotSupportedException">The network gives no embeddings.</exception>
    public static DeepModel Of(DeepModel trained, string output, string? input)
    {
        var spec = trained.Features.Inputs[0];
        var stage = trained.Network.Input.Consumers(trained.Network.Body).Select(consumer => (NetworkInput)consumer.Input).FirstOrDefault() ?? trained.Network.Input;
        var (body, task) = trained is { Task: EmbeddingTask own, Network.Body: EmbeddingModule module }
            ? (module.Network, new EmbeddingTask(output, own.Trained))
            : (trained.Network.Body, new EmbeddingTask(output, trained.Task.Output(trained.Labels)));
        return Of(trained with { Features = input is null ? spec : spec.Reading(input) }, stage, body, task, trained.Features.Shape);
    }

    /// <summary>The embeddings of a part of a trained network, with weights of their own.</summary>
    /// <param name="trained">What the model is to be beside.</param>
    /// <param name="stage">The front of the network.</param>
    /// <param name="trainedBody">The architecture's module.</param>
    /// <param name="task">Which embeddings.</param>
    /// <param name="shape">What the module was made for.</param>
    /// <exception cref="NotSupportedException">The network gives no embeddings.</exception>
    public static DeepModel Of(DeepModel trained, NetworkInput stage, nn.Module trainedBody, EmbeddingTask task, InputShape shape)
    {
        using var session = new TorchSession(0, trained.Options.Threads);
        using var scope = NewDisposeScope();
        var body = trained.Architecture.Build(trained.Options, shape, task.Trained);
        if (task.Wrap(body) is not var (embedding, width))
        {
            body.Dispose();
            throw new NotSupportedException($"{trained.Architecture.DisplayName} gives no embeddings.");
        }
        var front = trained.Features.Stage(null);
        var network = new DeepNetwork(front, embedding, OutputStage.Neutral(width));
        TrainedSizes.Copy(trainedBody, body);
        TrainedSizes.Copy(stage, front);
        network.to(stage.Device);
        foreach (var tensor in network.parameters().Concat(network.buffers())) tensor.DetachFromDisposeScope();
        return trained with { Network = network, Task = task, Labels = LabelValues.Unknown(width) };
    }
}

/// <summary>Trains a network, and gives a model that adds its embeddings.</summary>
/// <param name="context">The context.</param>
/// <param name="trainer">Trains the network.</param>
/// <param name="output">The column of embeddings.</param>
internal sealed class EmbeddingEstimator(MLContext context, DeepTrainer trainer, string output) : IEstimator<DeepTransformer>
{
    public DeepTransformer Fit(IDataView input)
    {
        using var model = trainer.Fit(input);
        return model.ToEmbedding(output);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        trainer.GetOutputSchema(inputSchema);
        return new SchemaShape(inputSchema.Where(column => column.Name != output).Append(PromisedColumns.Numbers(context, inputSchema, output)));
    }
}
