using Microsoft.ML;

namespace MLNetDeep;

/// <summary>
/// Loads saved models as plain ML.NET does. It writes each network to a temporary file whose name and extension are random, and ONNX Runtime takes what ends in <c>.ort</c> for another format: one of 32,768 networks does
/// not open. The next name will do.
/// </summary>
internal static class PlainModels
{
    private const string BadLuck = "ORT model verification failed";

    /// <summary>ML.NET's own Load, again where the name of a file was bad luck.</summary>
    public static ITransformer LoadPlain(this ModelOperationsCatalog models, string path, out DataViewSchema schema)
    {
        while (true)
        {
            try
            {
                return models.Load(path, out schema);
            }
            catch (Exception e) when (e.ToString().Contains(BadLuck, StringComparison.Ordinal))
            {
            }
        }
    }
}
