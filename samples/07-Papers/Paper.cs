using Microsoft.ML.Data;

namespace Papers;

/// <summary>A paper: a node of the graph.</summary>
public sealed class Paper
{
    public const int WordCount = 400;

    public string Id { get; set; } = "";

    public string Topic { get; set; } = "";

    /// <summary>train, validation or test.</summary>
    public string Split { get; set; } = "";

    /// <summary>Which words its abstract has: 1, or 0.</summary>
    [VectorType(WordCount)]
    public float[] Words { get; set; } = new float[WordCount];
}

/// <summary>A citation: an edge.</summary>
public sealed class Citation
{
    public string Source { get; set; } = "";

    public string Target { get; set; } = "";
}

/// <summary>What a model answers.</summary>
public sealed class Answer
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}

/// <summary>Papers and citations made by chance, the same for the same seed (a stochastic block model). No data set is needed: bring your own in its place.</summary>
public static class Library
{
    public static readonly string[] Topics = ["databases", "genetics", "optics", "robotics"];

    private const int LabelledOfEach = 20, ValidatedOfEach = 25, WordsOfTopic = 60, WordsOfPaper = 14;

    // A word is one of the topic's own in four of ten cases, a citation stays within the topic in four of five.
    private const double OwnWords = 0.4, OwnCitations = 0.8, CitationsOfPaper = 2.5;

    public static (List<Paper> Papers, List<Citation> Citations) Make(int count, int seed)
    {
        var random = new Random(seed);
        List<Paper> papers = [.. Enumerable.Range(0, count).Select(i => Write(i, random))];
        foreach (var topic in papers.GroupBy(paper => paper.Topic))
            foreach (var (place, paper) in topic.Index())
                paper.Split = place < LabelledOfEach ? "train" : place < LabelledOfEach + ValidatedOfEach ? "validation" : "test";
        return (papers, [.. papers.Skip(1).SelectMany((paper, i) => Cite(paper, papers[..(i + 1)], random))]);
    }

    private static Paper Write(int number, Random random)
    {
        int topic = number % Topics.Length;
        var paper = new Paper { Id = $"paper-{number + 1}", Topic = Topics[topic] };
        for (int i = 0; i < WordsOfPaper; i++)
            paper.Words[random.NextDouble() < OwnWords ? (topic * WordsOfTopic) + random.Next(WordsOfTopic) : random.Next(Paper.WordCount)] = 1;
        return paper;
    }

    private static IEnumerable<Citation> Cite(Paper paper, List<Paper> earlier, Random random)
    {
        var cited = new HashSet<Paper>();
        for (double left = CitationsOfPaper; left > 0; left--)
        {
            if (random.NextDouble() >= left)
                continue;
            bool isOwn = random.NextDouble() < OwnCitations;
            Paper[] choice = [.. earlier.Where(one => one.Topic == paper.Topic == isOwn && !cited.Contains(one))];
            if (choice.Length == 0)
                continue;
            Paper other = choice[random.Next(choice.Length)];
            cited.Add(other);
            yield return new Citation { Source = paper.Id, Target = other.Id };
        }
    }
}
