using Microsoft.ML;

namespace MLNetDeep.Persistence;

/// <summary>Saves a trained network as standard steps of ML.NET.</summary>
internal static class ModelDelegate
{
    public static void Save(DeepTransformer transformer, ModelSaveContext ctx) =>
        throw new NotSupportedException($"{transformer.ArchitectureKey} models cannot be saved by this version.");
}
