namespace MLNetDeep;

/// <summary>How well links are told from pairs of nodes that were drawn by chance.</summary>
/// <param name="AreaUnderRocCurve">How probable it is that an edge scores higher than a pair without one.</param>
/// <param name="AveragePrecision">The mean of the precision at each edge, from the highest score down; as many pairs as edges.</param>
/// <param name="MeanReciprocalRank">The mean of 1 over the rank of an edge among pairs that have the same source.</param>
/// <param name="HitsAt1">The share of edges of rank 1 there.</param>
/// <param name="HitsAt10">The share of edges of rank 10 or better there.</param>
/// <param name="HitsAt50">The share of edges of rank 50 or better there.</param>
/// <param name="Edges">How many edges.</param>
/// <param name="Candidates">How many pairs each edge is ranked with.</param>
public sealed record LinkMetrics(double AreaUnderRocCurve, double AveragePrecision, double MeanReciprocalRank, double HitsAt1, double HitsAt10, double HitsAt50, int Edges, int Candidates);
