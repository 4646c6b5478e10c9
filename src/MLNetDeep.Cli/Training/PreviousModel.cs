using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Training;

/// <summary>A model that is trained further.</summary>
internal sealed record PreviousModel(DeepTransformer Network, ITransformer? Features, ModelRecord Record)
{
    /// <summary>The classes in the order of the scores, under the names that the data has for them; null where the task has none.</summary>
    public string[]? Classes => Record.Classes.Length > 0 ? Record.Classes : Network.Classes.Count > 0 ? [.. Network.Classes] : null;

    public static PreviousModel Load(MLContext ml, string path)
    {
        SavedModel saved = SavedModel.Load(ml, path);
        ITransformer[] steps = [.. (TransformerChain<ITransformer>)saved.Transformer];
        int place = Array.FindIndex(steps, step => step is DeepTransformer);
        return place >= 0
            ? new PreviousModel((DeepTransformer)steps[place], place == 0 ? null : new TransformerChain<ITransformer>(steps[..place]), saved.Record)
            : throw new CommandException($"'{path}' has no network in it to train further.");
    }

    /// <summary>The options it was trained with, but for those that are about that training alone.</summary>
    public TrainerOptions Options()
    {
        TrainerOptions options = Network.Options;
        options.CheckpointPath = null;
        options.CheckpointEverySteps = 0;
        return options;
    }
}
