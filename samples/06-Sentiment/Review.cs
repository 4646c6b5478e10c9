namespace Sentiment;

/// <summary>A review, and whether it is good.</summary>
public sealed class Review
{
    public string Text { get; set; } = "";

    public bool IsGood { get; set; }

    /// <summary>Reviews made from patterns, the same for the same seed, half of them with a word that turns their meaning round. No data set is needed: bring your own in its place.</summary>
    public static IEnumerable<Review> Make(int count, int seed)
    {
        var random = new Random(seed);
        string Pick(params string[] words) => words[random.Next(words.Length)];
        for (int i = 0; i < count; i++)
        {
            (bool praises, bool turns) = (random.Next(2) == 0, random.Next(2) == 0);
            string thing = Pick("soup", "room", "staff", "view", "bed", "breakfast", "price"), word = praises ? Pick("good", "nice", "great", "lovely", "fine") : Pick("bad", "awful", "poor", "dreadful", "sad");
            string text = turns
                ? Pick($"The {thing} was not {word}.", $"Nothing about the {thing} was {word}.", $"I never had a {word} {thing} here!", $"Nobody could call the {thing} {word}.")
                : Pick($"The {thing} was {word}.", $"Everything about the {thing} was {word}.", $"I always had a {word} {thing} here!", $"What a {word} {thing}, I must say.");
            yield return new Review { Text = text, IsGood = praises != turns };
        }
    }
}

/// <summary>What a model answers.</summary>
public sealed class Answer
{
    public float Probability { get; set; }
}
