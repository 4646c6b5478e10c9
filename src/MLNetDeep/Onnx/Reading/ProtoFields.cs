using Google.Protobuf;

namespace MLNetDeep.Onnx.Reading;

/// <summary>Goes through the fields of protobuf messages.</summary>
internal static class ProtoFields
{
    /// <summary>Gives each field's number, and whether it has a length; those that are not taken are skipped.</summary>
    public static void Each(CodedInputStream stream, Func<int, bool, bool> read)
    {
        uint tag;
        while ((tag = stream.ReadTag()) != 0)
            if (!read(WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)) stream.SkipLastField();
    }

    /// <summary>Gives each field's number; those that are not taken are skipped.</summary>
    public static void Each(CodedInputStream stream, Func<int, bool> read) => Each(stream, (field, _) => read(field));

    /// <summary>Reads a message inside another.</summary>
    public static T Message<T>(CodedInputStream stream, Func<CodedInputStream, T> read) => read(stream.ReadBytes().CreateCodedInput());

    /// <summary>Reads a message inside another.</summary>
    public static void Message(CodedInputStream stream, Action<CodedInputStream> read) => read(stream.ReadBytes().CreateCodedInput());

    /// <summary>Adds repeated numbers, which stand packed in one field, or each in a field of its own.</summary>
    public static void Repeated<T>(CodedInputStream stream, bool isPacked, List<T> values, Func<CodedInputStream, T> read)
    {
        if (!isPacked)
        {
            values.Add(read(stream));
            return;
        }
        var packed = stream.ReadBytes().CreateCodedInput();
        while (!packed.IsAtEnd) values.Add(read(packed));
    }
}
