namespace MLNetDeep.GraphTasks;

/// <summary>The tags of nodes or edges: each text is kept once.</summary>
internal sealed class TagVocabulary
{
    private readonly Dictionary<string, int> _codes = [];
    private readonly List<ReadOnlyMemory<char>> _texts = [];

    public int Code(string text)
    {
        if (_codes.TryGetValue(text, out var code)) return code;
        _codes.Add(text, _texts.Count);
        _texts.Add(text.AsMemory());
        return _texts.Count - 1;
    }

    public ReadOnlyMemory<char> Text(int code) => _texts[code];
}
