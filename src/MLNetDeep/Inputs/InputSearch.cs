using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs;

/// <summary>What a kind of input goes by when it settles how columns become what a network takes.</summary>
/// <param name="Rows">All rows, those for validation included.</param>
/// <param name="Request">The columns that were asked for.</param>
/// <param name="Target">The label.</param>
/// <param name="Options">The trainer's options.</param>
/// <param name="Split">Which rows are for validation, from which nothing may be learnt.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Info">Told what was found.</param>
/// <param name="Warn">Told what is odd.</param>
internal sealed record InputSearch(IDataView Rows, FeatureRequest Request, TargetSpec Target, TrainerOptions Options, ValidationSplit Split, int Seed,
    Action<string> Info, Action<string> Warn)
{
    /// <summary>How many rows there are to train on, where the search went through them.</summary>
    public long? KnownRows { get; set; }

    /// <summary>Whether rows may be without this input, as there are others beside it.</summary>
    public bool MayBeMissing { get; init; }
}
