namespace MLNetDeep.Inputs.Text;

/// <summary>Words as numbers of tokens, with a tag each.</summary>
/// <param name="Text">The words.</param>
/// <param name="Tags">How many different tags there are.</param>
internal sealed record WordsShape(TextShape Text, int Tags) : InputShape
{
    public override int Size => Text.Size;

    public override IReadOnlyList<long> Dimensions => Text.Dimensions;

    public override string ToString() => $"{Text}, {Tags} tags";
}
