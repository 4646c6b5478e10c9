using System.Text;

namespace MLNetDeep.Tagging;

/// <summary>Reads files with a word a line and an empty line between sentences, as of CoNLL-2003.</summary>
internal static class ConllFile
{
    private const string Document = "-DOCSTART-";

    /// <summary>The sentences.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wordField">Which field of a line is the word, from 0.</param>
    /// <param name="tagField">Which is the tag; counted from the end where below 0.</param>
    /// <exception cref="InvalidDataException">A line has too few fields.</exception>
    public static List<TaggedSentence> Read(string path, int wordField, int tagField)
    {
        var (sentences, words, tags, number) = (new List<TaggedSentence>(), new List<string>(), new List<string>(), 0L);
        void End()
        {
            if (words.Count > 0) sentences.Add(new TaggedSentence { Words = [.. words], Tags = [.. tags] });
            words.Clear();
            tags.Clear();
        }
        foreach (var line in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith(Document, StringComparison.Ordinal))
            {
                End();
                continue;
            }
            if (words.Count == 0 && line.StartsWith("# ", StringComparison.Ordinal)) continue;
            // A word may hold spaces where fields are separated by tabs.
            string[] fields = line.Contains('\t') ? line.Split('\t') : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var tag = tagField < 0 ? fields.Length + tagField : tagField;
            if (wordField >= fields.Length || tag >= fields.Length || tag < 0 || (tag == wordField && fields.Length == 1))
                throw new InvalidDataException($"'{path}', line {number}: '{line}' has {fields.Length} {(fields.Length == 1 ? "field" : "fields")}, but a word (field {wordField}) and a tag (field {tagField}) are wanted.");
            words.Add(fields[wordField]);
            tags.Add(fields[tag]);
        }
        End();
        return sentences;
    }
}
