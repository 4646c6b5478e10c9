using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>Splits a text where something was found.</summary>
internal static class PieceSplit
{
    /// <summary>What becomes of what was found.</summary>
    public static IReadOnlyList<string> Behaviors { get; } = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"];

    /// <summary>The pieces, none of them empty.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Places of what was found, in their order.</param>
    /// <param name="behavior">What becomes of it.</param>
    /// <param name="invert">Whether what lies between is meant.</param>
    public static IEnumerable<string> Split(string text, IEnumerable<(int From, int Length)> found, string behavior, bool invert)
    {
        var parts = Parts(text.Length, found, invert).ToList();
        var (from, wasFound) = (-1, false);
        foreach (var (start, length, isFound) in parts)
        {
            switch (behavior)
            {
                case "Removed" when isFound: break;
                case "Removed" or "Isolated": yield return text.Substring(start, length); break;
                default:
                    var isJoined = from >= 0 && behavior switch
                    {
                        "MergedWithPrevious" => isFound && !wasFound,
                        "MergedWithNext" => wasFound && !isFound,
                        _ => isFound == wasFound,
                    };
                    if (from >= 0 && !isJoined) yield return text[from..start];
                    if (!isJoined) from = start;
                    wasFound = isFound;
                    break;
            }
        }
        if (from >= 0) yield return text[from..];
    }

    private static IEnumerable<(int From, int Length, bool IsFound)> Parts(int end, IEnumerable<(int From, int Length)> found, bool invert)
    {
        var at = 0;
        foreach (var (from, length) in found)
        {
            if (from > at) yield return (at, from - at, invert);
            yield return (from, length, !invert);
            at = from + length;
        }
        if (end > at) yield return (at, end - at, invert);
    }
}

/// <summary>Bytes as characters that can be seen, one for each (Radford et al., Language Models are Unsupervised Multitask Learners, 2019).</summary>
internal static class ByteText
{
    private static readonly char[] _signs = Signs();

    /// <summary>The characters of all bytes.</summary>
    public static IReadOnlyList<char> All => _signs;

    /// <summary>The bytes of a text in UTF-8, each a character.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes, each a character.</summary>
    public static string Of(byte[] bytes) => string.Create(bytes.Length, bytes, static (signs, source) =>
    {
        for (var i = 0; i < signs.Length; i++) signs[i] = _signs[source[i]];
    });

    // What can be seen in Latin-1 stands for itself; the others follow from U+0100 on.
    private static char[] Signs()
    {
        var (signs, next) = (new char[256], '\u0100');
        for (var i = 0; i < 256; i++) signs[i] = i is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255) ? (char)i : next++;
        return signs;
    }
}
