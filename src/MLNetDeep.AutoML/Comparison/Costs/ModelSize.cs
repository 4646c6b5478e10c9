using Microsoft.ML;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>How large a model is as a zip that plain ML.NET scores.</summary>
internal static class ModelSize
{
    /// <summary>The bytes, or why it cannot be saved.</summary>
    public static (long? Bytes, string? Reason) Of(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            ml.Model.Save(model, schema, path);
            return (new FileInfo(path).Length, null);
        }
        // A pipeline of the user's own may hold what cannot be saved; ML.NET throws many types for that.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, e.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
