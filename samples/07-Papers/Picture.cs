using System.Text.Json;

namespace Papers;

/// <summary>A page with the graph, drawn by Apache ECharts: it loads nothing and needs no server.</summary>
public static class Picture
{
    /// <summary>Writes the page.</summary>
    /// <param name="file">The page.</param>
    /// <param name="papers">The nodes.</param>
    /// <param name="predicted">The topic that was predicted for each.</param>
    /// <param name="citations">The edges.</param>
    /// <param name="fromWords">The accuracy of a model of words alone.</param>
    /// <param name="fromGraph">The accuracy of the network.</param>
    public static void Write(string file, IReadOnlyList<Paper> papers, string[] predicted, IReadOnlyList<Citation> citations, double fromWords, double fromGraph)
    {
        Dictionary<string, int> numbers = papers.Index().ToDictionary(p => p.Item.Id, p => p.Index);
        (int From, int To)[] edges = [.. citations.Select(citation => (numbers[citation.Source], numbers[citation.Target]))];
        var places = Layout.Of(papers.Count, edges);
        string data = JsonSerializer.Serialize(new
        {
            topics = Library.Topics,
            fromWords,
            fromGraph,
            nodes = papers.Zip(predicted, places).Select(p => new
            {
                id = p.First.Id,
                topic = p.First.Topic,
                predicted = p.Second,
                split = p.First.Split,
                x = Math.Round(p.Third.X, 2),
                y = Math.Round(p.Third.Y, 2),
            }),
            edges = edges.Select(edge => new[] { edge.From, edge.To }),
        });
        // JSON in a script element must not end it.
        File.WriteAllText(file, Resource("papers.html").Replace("{{library}}", Resource("echarts.js")).Replace("{{data}}", data.Replace("<", "\\u003c")));
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Picture).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
