namespace MLNetDeep.Inputs.Conditioned;

/// <summary>Images or rows of numbers with a condition each.</summary>
/// <param name="Values">What a row looks like.</param>
/// <param name="Conditions">How many different conditions there are; 0 for none.</param>
internal sealed record ConditionedShape(InputShape Values, int Conditions) : InputShape
{
    public override int Size => Values.Size;

    public override IReadOnlyList<long> Dimensions => Values.Dimensions;

    public override string ToString() => Conditions == 0 ? $"{Values}" : $"{Values}, {Conditions} conditions";
}
