using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>Text as it is written: bytes become characters as soon as they are whole, and what may be the beginning of a stop text is held back.</summary>
internal sealed class StreamedText(IReadOnlyList<string> stops, Action<string>? onText)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _text = new();
    private readonly int _longest = stops.Count == 0 ? 0 : stops.Max(stop => stop.Length);
    private int _told;

    /// <summary>Whether a stop text was met.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Adds the bytes of a token.</summary>
    public void Add(byte[] bytes)
    {
        var characters = new char[bytes.Length + 2];
        var count = _decoder.GetChars(bytes, 0, bytes.Length, characters, 0, flush: false);
        var searched = Math.Max(0, _text.Length - _longest + 1);
        _text.Append(characters, 0, count);
        if (stops.Count > 0) Stop(searched);
        Tell(IsStopped ? _text.Length : _text.Length - Held());
    }

    /// <summary>The whole text.</summary>
    public string End()
    {
        var left = new char[4];
        if (!IsStopped) _text.Append(left, 0, _decoder.GetChars([], 0, 0, left, 0, flush: true));
        Tell(_text.Length);
        return _text.ToString();
    }

    private void Stop(int from)
    {
        var tail = _text.ToString(from, _text.Length - from);
        var places = stops.Select(stop => tail.IndexOf(stop, StringComparison.Ordinal)).Where(place => place >= 0).ToList();
        if (places.Count == 0) return;
        _text.Length = from + places.Min();
        IsStopped = true;
    }

    // How long the end is that a stop text may begin with.
    private int Held()
    {
        for (var length = Math.Min(_longest - 1, _text.Length - _told); length > 0; length--)
        {
            var end = _text.ToString(_text.Length - length, length);
            if (stops.Any(stop => stop.StartsWith(end, StringComparison.Ordinal))) return length;
        }
        return 0;
    }

    private void Tell(int until)
    {
        if (until <= _told) return;
        onText?.Invoke(_text.ToString(_told, until - _told));
        _told = until;
    }
}
