namespace MLNetDeep;

/// <summary>The options of graph attention networks of the second version.</summary>
public sealed class GatV2Options : GraphAttentionOptions
{
}
