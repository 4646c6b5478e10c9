using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>Vectors that describe rows: what a trained network gives in place of scores. No network is trained for it.</summary>
/// <param name="column">The column that is added.</param>
/// <param name="trained">The outputs that the network was trained with.</param>
internal sealed class EmbeddingTask(string column, OutputShape trained) : DeepTask
{
    public const string TaskKey = "embedding";

    public override string Key => TaskKey;

    /// <summary>The column that is added.</summary>
    public string Column => column;

    /// <summary>The outputs that the network was trained with.</summary>
    public OutputShape Trained => trained;

    /// <summary>Whether embeddings have length 1.</summary>
    public bool IsNormalized { get; init; } = true;

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn) => [PromisedColumns.Numbers(ml, input, column)];

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn) => throw NoTraining();

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) => throw NoTraining();

    public override IObjective Objective(ObjectiveContext context) => throw NoTraining();

    public override Module Body(Func<OutputShape, Module> build, LabelValues labels)
    {
        var network = build(trained);
        if (Wrap(network) is var (embedding, _)) return embedding;
        network.Dispose();
        throw new NotSupportedException("The network gives no embeddings.");
    }

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels) => [ScoreColumns.Numbers(column, labels.Count)];

    public override IReadOnlyList<string> Names(LabelValues labels) => [];

    /// <summary>A module that gives the embeddings of a network, and owns it, and how many numbers they have; null where it gives none.</summary>
    public (Module Module, int Width)? Wrap(Module network) => network switch
    {
        IBecomesEmbedding own => own.ToEmbedding(),
        _ => EmbeddingModule.Of(network, IsNormalized) is { } module ? (module, module.Encoder.Width) : null,
    };

    private static NotSupportedException NoTraining() => new("Embeddings are those of a network that was trained for another task.");
}
