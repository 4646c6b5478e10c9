using System.Text;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// Reads from the bytes of a model what ONNX Runtime does not tell: the texts in an attribute of a node of a given name.
/// </summary>
internal ref struct OnnxNodeReader(ReadOnlySpan<byte> bytes)
{
    private const int ModelGraph = 7, GraphNode = 1, NodeName = 3, NodeAttribute = 5, AttributeName = 1, AttributeStrings = 9;
    private ReadOnlySpan<byte> _rest = bytes;

    public static string[]? FindStrings(ReadOnlySpan<byte> model, string nodeName, string attributeName)
    {
        var reader = new OnnxNodeReader(model);
        while (reader.Next(out int field, out var graph))
        {
            if (field != ModelGraph)
                continue;
            var nodes = new OnnxNodeReader(graph);
            while (nodes.Next(out field, out var node))
            {
                if (field == GraphNode && Text(node, NodeName) == nodeName)
                    return FindAttribute(node, attributeName);
            }
        }
        return null;
    }

    private static string[]? FindAttribute(ReadOnlySpan<byte> node, string name)
    {
        var reader = new OnnxNodeReader(node);
        while (reader.Next(out int field, out var attribute))
        {
            if (field != NodeAttribute || Text(attribute, AttributeName) != name)
                continue;
            var strings = new List<string>();
            var values = new OnnxNodeReader(attribute);
            while (values.Next(out field, out var value))
            {
                if (field == AttributeStrings)
                    strings.Add(Encoding.UTF8.GetString(value));
            }
            return [.. strings];
        }
        return null;
    }

    private static string? Text(ReadOnlySpan<byte> message, int wanted)
    {
        var reader = new OnnxNodeReader(message);
        while (reader.Next(out int field, out var value))
        {
            if (field == wanted)
                return Encoding.UTF8.GetString(value);
        }
        return null;
    }

    /// <summary>The next field of the message; the payload is empty unless the field has a length.</summary>
    private bool Next(out int field, out ReadOnlySpan<byte> payload)
    {
        field = 0;
        payload = default;
        if (_rest.IsEmpty)
            return false;
        ulong tag = Varint();
        field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0: Varint(); break;
            case 1: _rest = _rest[8..]; break;
            case 2:
                int length = (int)Varint();
                payload = _rest[..length];
                _rest = _rest[length..];
                break;
            default: _rest = _rest[4..]; break;
        }
        return true;
    }

    private ulong Varint()
    {
        ulong value = 0;
        int read = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = _rest[read++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                break;
        }
        _rest = _rest[read..];
        return value;
    }
}
