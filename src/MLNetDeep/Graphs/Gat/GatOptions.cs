namespace MLNetDeep;

/// <summary>The options of graph attention networks.</summary>
public sealed class GatOptions : GraphAttentionOptions
{
}
