using MLNetDeep.AutoML.Reports;
using MLNetDeep.Persistence;

namespace MLNetDeep.AutoML;

/// <summary>The report of a sweep: one HTML page that needs nothing else, no network and no server.</summary>
public static class SweepReport
{
    /// <summary>Writes the page. It is there whole or not at all.</summary>
    /// <param name="document">What it shows.</param>
    /// <param name="path">The file, usually <c>.html</c>; one that is there is replaced.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static void Write(SweepDocument document, string path)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string page = Html(document);
        AtomicFile.Write(path, temporary => File.WriteAllText(temporary, page), "report");
    }

    /// <summary>The page as text.</summary>
    public static string Html(SweepDocument document) => PageTemplate.Render(document, 0);
}
