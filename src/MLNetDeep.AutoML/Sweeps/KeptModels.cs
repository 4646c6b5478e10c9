using System.Globalization;
using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>The models of a trial as files in the store, for processes that did not make them.</summary>
internal static class KeptModels
{
    private const string Prefix = "model-", Count = "models";

    /// <summary>Keeps the model of each fold; where one cannot be saved, none.</summary>
    public static void Keep(ITrialStore store, int number, IReadOnlyList<ITransformer> models, DataViewSchema schema)
    {
        try
        {
            foreach ((ITransformer model, int fold) in models.Select((m, i) => (m, i)))
            {
                using var bytes = new MemoryStream();
                new MLContext().Model.Save(model, schema, bytes);
                store.Keep(number, Prefix + fold.ToString(CultureInfo.InvariantCulture), bytes.ToArray());
            }
            store.Keep(number, Count, [(byte)Math.Min(models.Count, byte.MaxValue)]);
        }
        // A pipeline of the user's own may hold what cannot be saved; ML.NET throws many types for that. It is trained anew where it is needed.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
        }
    }

    /// <summary>The models that were kept; none where there are none.</summary>
    public static IReadOnlyList<ITransformer> Load(ITrialStore store, int number)
    {
        if (store.Kept(number, Count) is not [var count])
            return [];
        List<ITransformer> models = [];
        for (int fold = 0; fold < count; fold++)
        {
            if (store.Kept(number, Prefix + fold.ToString(CultureInfo.InvariantCulture)) is not { } bytes)
                return [];
            models.Add(new MLContext().Model.Load(new MemoryStream(bytes), out _));
        }
        return models;
    }
}
