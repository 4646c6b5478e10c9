namespace Questions;

/// <summary>A question and what it asks for.</summary>
public sealed class Question
{
    public string Text { get; set; } = "";

    public string Asks { get; set; } = "";

    /// <summary>Questions made from patterns, the same for the same seed. No data set is needed: bring your own in its place.</summary>
    public static IEnumerable<Question> Make(int count, int seed)
    {
        var random = new Random(seed);
        string Pick(params string[] words) => words[random.Next(words.Length)];
        for (int i = 0; i < count; i++)
        {
            string thing = Pick("the telephone", "the steam engine", "this bridge", "the last opera", "penicillin", "the village church", "the first computer", "that novel", "the old harbor");
            string place = Pick("Lisbon", "Kyoto", "Quito", "Oslo", "Nairobi", "Toronto", "Hanoi", "Seville");
            string verb = Pick("invented", "designed", "built", "paid for", "discovered", "restored");
            (string asks, string text) = random.Next(5) switch
            {
                0 => ("person", Pick($"Who {verb} {thing}?", $"Which engineer from {place} {verb} {thing}?", $"By whom was {thing} {verb}?", $"What is the name of the woman who {verb} {thing}?")),
                1 => ("place", Pick($"Where was {thing} {verb}?", $"In which city was {thing} {verb}?", $"What town near {place} is known for {thing}?", $"From where to where did {thing} travel?")),
                2 => ("date", Pick($"When was {thing} {verb}?", $"In what year did {place} get {thing}?", $"Since when does {place} have {thing}?", $"On which day was {thing} {verb}?")),
                3 => ("number", Pick($"How many people {verb} {thing}?", $"How much did {thing} cost in {place}?", $"How far is it from {place} to {thing}?", $"What share of {place} has seen {thing}?")),
                _ => ("reason", Pick($"Why was {thing} {verb} in {place}?", $"What caused {place} to lose {thing}?", $"For what purpose was {thing} {verb}?", $"How come {place} never {verb} {thing}?")),
            };
            yield return new Question { Text = text, Asks = asks };
        }
    }
}

/// <summary>What a model answers.</summary>
public sealed class Answer
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
