namespace MLNetDeep.Inputs.Text;

/// <summary>
/// Learns which parts words are made of: begins with characters, and joins the pair of neighbours that is most frequent, again and again
/// (Sennrich et al., Neural Machine Translation of Rare Words with Subword Units, 2016). Of alike frequent pairs the first in the order of characters.
/// </summary>
internal static class BytePairTrainer
{
    /// <summary>Learns parts and joins.</summary>
    /// <param name="words">The words and how frequent they are.</param>
    /// <param name="size">The most parts.</param>
    /// <param name="least">Pairs that occur fewer times are not joined.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The parts, and the pairs that are joined, with a space between.</returns>
    public static (IReadOnlyList<string> Parts, IReadOnlyList<string> Merges) Train(
        IReadOnlyList<KeyValuePair<string, long>> words, int size, int least, CancellationToken cancel)
    {
        var spelt = words.Select(word => new Word(word.Key, word.Value)).ToList();
        List<string> parts = [.. spelt.SelectMany(word => word.Parts).Distinct().Order(StringComparer.Ordinal)];
        var known = parts.ToHashSet(StringComparer.Ordinal);
        var merges = new List<string>();
        var pairs = new PairCounts();
        foreach (var word in spelt) pairs.Add(word);
        while (parts.Count < size && pairs.Best() is (var pair, var count) && count >= Math.Max(2, least))
        {
            cancel.ThrowIfCancellationRequested();
            merges.Add($"{pair.Left} {pair.Right}");
            if (known.Add(pair.Left + pair.Right)) parts.Add(pair.Left + pair.Right);
            pairs.Join(pair);
        }
        return (parts, merges);
    }

    private sealed class Word(string text, long count)
    {
        public List<string> Parts { get; } = [.. text.EnumerateRunes().Select(rune => rune.ToString())];

        public long Count => count;

        public IEnumerable<(string Left, string Right)> Pairs => Parts.Zip(Parts.Skip(1));
    }

    // Which pairs there are, how often, and in which words: a join changes these words alone.
    private sealed class PairCounts
    {
        private readonly Dictionary<(string Left, string Right), (long Count, HashSet<Word> Words)> _pairs = [];
        private readonly PriorityQueue<(string Left, string Right), (long Count, string Text)> _queue = new(Comparer<(long Count, string Text)>.Create(
            (a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Text, b.Text)));

        public void Add(Word word)
        {
            foreach (var pair in word.Pairs) Change(pair, word, word.Count);
        }

        /// <summary>The most frequent pair; null where there is none.</summary>
        public ((string Left, string Right) Pair, long Count)? Best()
        {
            while (_queue.TryDequeue(out var pair, out var place))
                if (_pairs.TryGetValue(pair, out var found) && found.Count == place.Count) return (pair, found.Count);
            return null;
        }

        public void Join((string Left, string Right) pair)
        {
            foreach (var word in _pairs[pair].Words.ToList())
            {
                foreach (var old in word.Pairs) Change(old, word, -word.Count);
                for (var i = 0; i + 1 < word.Parts.Count; i++)
                {
                    if (word.Parts[i] != pair.Left || word.Parts[i + 1] != pair.Right) continue;
                    word.Parts[i] += pair.Right;
                    word.Parts.RemoveAt(i + 1);
                }
                Add(word);
            }
            _pairs.Remove(pair);
        }

        private void Change((string Left, string Right) pair, Word word, long by)
        {
            var (count, words) = _pairs.TryGetValue(pair, out var found) ? found : (0, []);
            count += by;
            if (by > 0) words.Add(word);
            _pairs[pair] = (count, words);
            if (count > 0) _queue.Enqueue(pair, (count, $"{pair.Left} {pair.Right}"));
            else _pairs.Remove(pair);
        }
    }
}
