using System.Text;
using MLNetDeep.Runtime;

namespace MLNetDeep.Bench.Tokens;

/// <summary>Texts of files, shuffled and repeated until there are enough of them; the same files give the same texts.</summary>
internal sealed class Corpus
{
    public Corpus(IEnumerable<string> files, int megabytes)
    {
        var texts = files.SelectMany(Read).ToArray();
        foreach (var text in texts)
        {
            using var words = new WordScanner(text, lowercase: true);
            while (words.MoveNext())
            {
                var word = words.Current.ToString();
                Counts[word] = Counts.GetValueOrDefault(word) + 1;
            }
        }
        var random = new Random(1);
        List<string> all = [];
        long bytes = 0;
        while (bytes < megabytes * 1_000_000L)
        {
            random.Shuffle(texts);
            foreach (var text in texts.TakeWhile(_ => bytes < megabytes * 1_000_000L))
            {
                all.Add(text);
                bytes += Encoding.UTF8.GetByteCount(text);
            }
        }
        (Texts, Megabytes) = ([.. all], bytes / 1e6);
    }

    /// <summary>The texts.</summary>
    public string[] Texts { get; }

    /// <summary>Their size in UTF-8, in millions of bytes.</summary>
    public double Megabytes { get; }

    /// <summary>Words of the files, in lower case, and how frequent they are.</summary>
    public Dictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>The most frequent words first.</summary>
    public IEnumerable<KeyValuePair<string, long>> Frequent => Counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal);

    public static IEnumerable<string> Read(string file) => File.ReadLines(file).Skip(1).Select(line => line[(line.LastIndexOf('\t') + 1)..]);
}
