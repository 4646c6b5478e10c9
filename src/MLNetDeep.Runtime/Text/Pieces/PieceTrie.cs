namespace MLNetDeep.Runtime;

/// <summary>Texts with numbers, to find those that a text begins with.</summary>
internal sealed class PieceTrie
{
    private readonly Dictionary<ulong, int> _children = [];
    private readonly List<int> _numbers = [-1];

    public PieceTrie(IEnumerable<(string Text, int Number)> texts)
    {
        foreach (var (text, number) in texts)
        {
            var node = 0;
            foreach (var next in text)
            {
                if (!_children.TryGetValue(Key(node, next), out var child))
                {
                    _children[Key(node, next)] = child = _numbers.Count;
                    _numbers.Add(-1);
                }
                node = child;
            }
            _numbers[node] = number;
        }
    }

    /// <summary>Goes from a node (0 at the beginning) one character on; false where no text goes on so.</summary>
    /// <param name="node">The node.</param>
    /// <param name="next">The character.</param>
    /// <param name="number">The number of the text that ends there; -1 for none.</param>
    public bool Step(ref int node, char next, out int number)
    {
        number = -1;
        if (!_children.TryGetValue(Key(node, next), out node)) return false;
        number = _numbers[node];
        return true;
    }

    /// <summary>The number of the longest text that a text begins with; -1 for none.</summary>
    public int Longest(ReadOnlySpan<char> text, out int length)
    {
        var (node, found) = (0, -1);
        length = 0;
        for (var i = 0; i < text.Length && Step(ref node, text[i], out var number); i++)
            if (number >= 0) (found, length) = (number, i + 1);
        return found;
    }

    private static ulong Key(int node, char next) => ((ulong)node << 16) | next;
}
