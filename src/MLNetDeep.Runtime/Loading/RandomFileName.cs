namespace MLNetDeep.Runtime;

/// <summary>
/// ML.NET writes a network to a temporary file whose name and extension are random, and ONNX Runtime takes what ends in <c>.ort</c> for another format: one of 32,768 networks does not
/// open. The next name will do.
/// </summary>
internal static class RandomFileName
{
    private const int Attempts = 4;

    private const string Refusal = "ORT model verification failed";

    /// <summary>Opens a network of ML.NET's, again where the name of its file was bad luck.</summary>
    public static T Open<T>(Func<T> open)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return open();
            }
            catch (Exception e) when (attempt < Attempts && IsBadLuck(e))
            {
            }
        }
    }

    /// <summary>Whether an exception, or one inside it, is this refusal.</summary>
    public static bool IsBadLuck(Exception? e) => e is not null && (e.Message.Contains(Refusal, StringComparison.Ordinal) || IsBadLuck(e.InnerException));
}
