namespace MLNetDeep.AutoML;

/// <summary>Lets every trial run to its end.</summary>
internal sealed class NonePruner : IPruner
{
    public string Name => "none";

    public string? Judge(Trial trial, IReadOnlyList<Trial> trials, Objective objective) => null;
}
