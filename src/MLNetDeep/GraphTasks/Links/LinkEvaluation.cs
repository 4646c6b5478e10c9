using Microsoft.ML;
using MLNetDeep.Inputs.Graphs;

namespace MLNetDeep.GraphTasks;

/// <summary>Ranks edges among pairs that were drawn by chance.</summary>
internal static class LinkEvaluation
{
    /// <summary>Measures a model.</summary>
    public static LinkMetrics Of(MLContext ml, ITransformer model, IDataView edges, NodeGraph graph, LinkOptions options, int candidates, int seed)
    {
        var scored = Scores(model.Transform(LinkRows.Of(ml, edges, graph, new LinkOptions { SourceColumnName = options.SourceColumnName, TargetColumnName = options.TargetColumnName, TableName = options.TableName }, seed)));
        var ranks = Ranks(ml, model, edges, graph, options, candidates, seed);
        double Hits(int most) => ranks.Count(rank => rank <= most) / (double)ranks.Count;
        return new LinkMetrics(AreaUnderCurve(scored), AveragePrecision(scored), ranks.Average(rank => 1 / rank), Hits(1), Hits(10), Hits(50), ranks.Count, candidates);
    }

    /// <summary>The probability that one that is right scores higher than one that is not; a half for equal scores.</summary>
    public static double AreaUnderCurve(IReadOnlyList<(float Score, bool IsRight)> scored)
    {
        var (below, sum, wrong) = (0L, 0.0, scored.Count(s => !s.IsRight));
        foreach (var group in scored.GroupBy(s => s.Score).OrderBy(g => g.Key))
        {
            var (right, others) = (group.Count(s => s.IsRight), group.Count(s => !s.IsRight));
            sum += right * (below + (others / 2.0));
            below += others;
        }
        return sum / ((double)wrong * (scored.Count - wrong));
    }

    /// <summary>The mean of the precision at each that is right, from the highest score down; equal scores count together.</summary>
    public static double AveragePrecision(IReadOnlyList<(float Score, bool IsRight)> scored)
    {
        var (found, seen, sum) = (0, 0, 0.0);
        foreach (var group in scored.GroupBy(s => s.Score).OrderByDescending(g => g.Key))
        {
            var right = group.Count(s => s.IsRight);
            (found, seen) = (found + right, seen + group.Count());
            sum += right * (found / (double)seen);
        }
        return sum / found;
    }

    // Of equal scores the mean rank, so that a constant gains nothing.
    private static List<double> Ranks(MLContext ml, ITransformer model, IDataView edges, NodeGraph graph, LinkOptions options, int candidates, int seed)
    {
        var type = LinkRows.TypeOf(graph, options);
        var (pairs, random, negatives) = (LinkRows.Read(edges, type, options), new Random(seed), new NegativeLinks(graph, type));
        var known = pairs.ToHashSet();
        var rows = new List<(int Source, int Target)>();
        foreach (var (source, target) in pairs)
        {
            rows.Add((source, target));
            for (var (drawn, tries) = (0, 0); drawn < candidates; tries++)
            {
                var other = random.Next(type.Ids.Count);
                if (tries < 20 * candidates && (other == source || known.Contains((source, other)) || negatives.Has(type.First + source, type.First + other))) continue;
                rows.Add((source, other));
                drawn++;
            }
        }
        var scores = Scores(model.Transform(LinkRows.View(ml, rows, type, options)));
        var ranks = new List<double>();
        for (var from = 0; from < scores.Count; from += candidates + 1)
        {
            var (own, others) = (scores[from].Score, scores.GetRange(from + 1, candidates));
            ranks.Add(1 + others.Count(o => o.Score > own) + (others.Count(o => o.Score == own) / 2.0));
        }
        return ranks;
    }

    private static List<(float Score, bool IsRight)> Scores(IDataView scored)
    {
        var all = new List<(float, bool)>();
        using var cursor = scored.GetRowCursor([scored.Schema["Score"], scored.Schema[LinkRows.Label]]);
        var (score, label) = (cursor.GetGetter<float>(scored.Schema["Score"]), cursor.GetGetter<bool>(scored.Schema[LinkRows.Label]));
        var (value, isRight) = (0f, false);
        while (cursor.MoveNext())
        {
            score(ref value);
            label(ref isRight);
            all.Add((value, isRight));
        }
        return all;
    }
}
