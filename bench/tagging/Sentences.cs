namespace MLNetDeep.Bench.Tagging;

/// <summary>
/// Made sentences with entities of five types. Words stand for several things ("Paris" flies to "Jordan", "Jordan" flies to "Paris"), names are made of syllables so that the test part has many that training has not,
/// and what stands around an entity, up to some words away, says what it is.
/// </summary>
internal static class Sentences
{
    private static readonly string[] _syllables = ["ba", "ko", "ri", "mel", "ton", "va", "lis", "der", "um", "na", "shi", "gor"];
    private static readonly string[] _both = ["Paris", "Jordan", "Sydney", "Florence", "Austin", "Victoria", "Lincoln", "Madison"];
    private static readonly string[] _fill = ["today", "again", "quietly", "they", "say", "the", "news", "of", "a", "long", "week", "which", "nobody", "expected"];

    /// <summary>Makes sentences.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed, the same sentences.</param>
    /// <param name="distance">In a third of them the verb says what the name at their beginning is, so many words later.</param>
    public static List<TaggedSentence> Make(int count, int seed, int distance)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => One(random, distance))];
    }

    private static TaggedSentence One(Random random, int distance)
    {
        var (words, tags) = (new List<string>(), new List<string>());
        string Pick(params string[] from) => from[random.Next(from.Length)];
        string Name() => random.Next(3) == 0 ? Pick(_both) : Capital(string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Pick(_syllables))));
        void Add(string? type, params string[] some)
        {
            for (var i = 0; i < some.Length; i++)
            {
                words.Add(some[i]);
                tags.Add(type is null ? "O" : $"{(i == 0 ? "B" : "I")}-{type}");
            }
        }
        void Fill(int most)
        {
            for (var i = random.Next(most + 1); i > 0; i--) Add(null, Pick(_fill));
        }
        void Person() => Add("PER", random.Next(2) == 0 ? [Name()] : [Name(), Name()]);
        void City() => Add("LOC", random.Next(3) == 0 ? ["New", Name()] : [Name()]);
        void Firm() => Add("ORG", random.Next(2) == 0 ? [Name(), Pick("Bank", "Motors", "Group")] : [Name(), "&", Name()]);
        Fill(3);
        switch (random.Next(9))
        {
            case > 5:
                var (type, verb) = random.Next(3) switch { 0 => ("PER", Pick("sang", "slept", "smiled")), 1 => ("LOC", Pick("flooded", "burned", "froze")), _ => ("ORG", Pick("merged", "defaulted", "expanded")) };
                Add(type, Name());
                for (var i = 0; i < distance; i++) Add(null, Pick(_fill));
                Add(null, verb);
                break;
            case 0: Person(); Add(null, Pick("flew", "moved", "walked")); Fill(2); Add(null, Pick("to", "from")); City(); break;
            case 1: Firm(); Add(null, Pick("hired", "paid", "sued")); Person(); break;
            case 2: Add(null, "in"); City(); Add(null, Pick("it", "nothing"), Pick("rained", "happened")); Add(null, "on"); Add("DATE", Pick("Monday", "Friday", "Sunday"), Pick("morning", "night")); break;
            case 3: Person(); Add(null, Pick("reads", "wrote", "sold")); Add("WORK", "The", Name(), Pick("Letters", "Road", "Winter")); break;
            // What the second name is, the verb behind it says.
            case 4: Person(); Add(null, "and"); Person(); Add(null, Pick("argued", "sang", "agreed")); break;
            default: Add(null, "between"); City(); Add(null, "and"); City(); Add(null, Pick("trains", "ferries"), "run", "each"); Add("DATE", Pick("Monday", "Friday")); break;
        }
        Fill(4);
        Add(null, ".");
        return new TaggedSentence { Words = [.. words], Tags = [.. tags] };
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
