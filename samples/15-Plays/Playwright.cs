using System.Text;

namespace Plays;

/// <summary>Writes short plays to learn from: two people meet, greet each other by name, quarrel and part.</summary>
internal sealed class Playwright(int seed)
{
    private static readonly string[] _people = ["KING", "QUEEN", "FOOL", "NURSE", "DUKE", "WITCH", "SOLDIER", "PEDLAR"];
    private static readonly string[] _praise = ["gentle", "noble", "merry", "honest", "learned", "patient"];
    private static readonly string[] _blame = ["wretched", "faithless", "idle", "bitter", "crooked", "hollow"];
    private static readonly string[] _things = ["crown", "lantern", "letter", "garden", "ship", "ring", "mirror", "song"];
    private static readonly string[] _weather = ["storm", "frost", "moon", "morning", "fog", "summer"];
    private readonly Random _random = new(seed);

    public string Write()
    {
        var play = new StringBuilder();
        string one = Any(_people), other = Any([.. _people.Where(name => name != one)]), thing = Any(_things);
        void Say(string who, string line) => play.Append(who).Append(":\n").Append(line).Append("\n\n");
        Say(one, $"Good {Any(["day", "night", "morrow"])}, {Any(_praise)} {Name(other)}. What brings you through the {Any(_weather)}?");
        Say(other, $"My {thing} is lost, {Name(one)}, and I have sought it in every {Any(["street", "hall", "field", "harbour"])}.");
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            Say(one, $"A {thing} is but a {thing}. The {Any(_weather)} will give you another.");
            Say(other, $"You speak as {Any(["a stone speaks", "one who never owned a thing", "the wind does, and mean as little"])}.");
        }
        Say(one, $"Then go, {Any(_blame)} {Name(other)}, and take your {Any(["tears", "questions", "shadows"])} with you.");
        Say(other, $"I go. But when the {Any(_weather)} is here, remember the {thing}.");
        return play.ToString();
    }

    private static string Name(string person) => char.ToUpperInvariant(person[0]) + person[1..].ToLowerInvariant();

    private string Any(string[] words) => words[_random.Next(words.Length)];
}
