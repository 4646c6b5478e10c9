namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>Of a recorded case only a part: what its code gives must be as recorded, but more was recorded, of members that are not used here.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PartAttribute : Attribute;
