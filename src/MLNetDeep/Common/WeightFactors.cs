namespace MLNetDeep.Common;

/// <summary>A module some of whose parameters learn at another rate, or decay otherwise, than the options say of all.</summary>
internal interface IWeightFactors
{
    /// <summary>The factors of one of its parameters, or of its parts' parameters.</summary>
    /// <param name="name">The parameter's name within the module.</param>
    WeightFactors FactorsOf(string name);
}

/// <summary>How a parameter learns, beside what the options say of all.</summary>
/// <param name="Rate">What the learning rate is multiplied with.</param>
/// <param name="Decay">What the weight decay is multiplied with; null where the rule for all parameters is to tell.</param>
/// <param name="DecaySchedule">How the weight decay goes on over the training.</param>
internal readonly record struct WeightFactors(double Rate, double? Decay = null, ScheduleKind DecaySchedule = ScheduleKind.Constant);

/// <summary>A module that works otherwise as training goes on.</summary>
internal interface IFollowsTraining
{
    /// <summary>Told before each step.</summary>
    /// <param name="done">The share of all steps that are done, from 0 to 1.</param>
    void Follow(double done);
}

/// <summary>A module that goes by how many mini-batches an epoch has.</summary>
internal interface IKnowsEpochs
{
    /// <summary>Told before the training.</summary>
    /// <param name="batches">The mini-batches of an epoch.</param>
    void Begin(long batches);
}
