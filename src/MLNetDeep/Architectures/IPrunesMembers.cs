namespace MLNetDeep.Architectures;

/// <summary>
/// An architecture of ensembles that go on with fewer members after training. The tensors that members have of their own count them in their first
/// dimension.
/// </summary>
internal interface IPrunesMembers
{
    /// <summary>How many members are kept; 0 for all.</summary>
    int Kept(TrainerOptions options);

    /// <summary>Makes options those of a network of so many members.</summary>
    void SetMembers(TrainerOptions options, int members);
}
