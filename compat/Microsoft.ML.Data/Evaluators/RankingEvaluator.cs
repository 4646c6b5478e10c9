using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Options of evaluating rankings.</summary>
public sealed class RankingEvaluatorOptions
{
    /// <summary>The largest truncation level to report.</summary>
    public int DcgTruncationLevel = 10;

    /// <summary>What each label is worth, from label 0 on.</summary>
    public string LabelGains = "0,3,7,15,31";
}

/// <summary>Judges the order of the rows of each group. Rows of a group have to stand together.</summary>
internal sealed class RankingEvaluator
{
    private readonly int _levels;
    private readonly double[] _gains;
    private readonly double[] _dcg;
    private readonly double[] _ndcg;
    private readonly List<(short Label, float Score)> _group = [];
    private double _groups;

    private RankingEvaluator(RankingEvaluatorOptions options)
    {
        Contracts.CheckParam(options.DcgTruncationLevel > 0, nameof(options.DcgTruncationLevel), "Must be positive");
        _levels = options.DcgTruncationLevel;
        _gains = [.. options.LabelGains.Split(',').Select(g => double.Parse(g, CultureInfo.InvariantCulture))];
        _dcg = new double[_levels];
        _ndcg = new double[_levels];
    }

    public static RankingMetrics Evaluate(
        IDataView data, RankingEvaluatorOptions options, string labelName, string groupName, string scoreName)
    {
        DataViewSchema.Column label = EvaluationColumns.Find(data, "Label", labelName);
        DataViewSchema.Column group = EvaluationColumns.FindRole(data, "Group", groupName);
        DataViewSchema.Column score = EvaluationColumns.Find(data, "Score", scoreName);
        EvaluationColumns.CheckScalarScore(score);
        if (label.Type is not KeyDataViewType && !label.Type.Equals(NumberDataViewType.Single))
            throw EvaluationColumns.Mismatch("label", label, "Single or Key");
        if (group.Type is not KeyDataViewType)
            throw EvaluationColumns.Mismatch("group", group, "Key");
        var evaluator = new RankingEvaluator(options);
        evaluator.Read(data, label, group, score);
        return evaluator.Finish();
    }

    private void Read(IDataView data, DataViewSchema.Column label, DataViewSchema.Column group, DataViewSchema.Column score)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([label, group, score]);
        ValueGetter<float> labelGetter = RowCursorUtils.GetLabelGetter(cursor, label.Index);
        ValueGetter<ulong> groupGetter = RowCursorUtils.GetGetterAs<ulong>(NumberDataViewType.UInt64, cursor, group.Index);
        ValueGetter<float> scoreGetter = cursor.GetGetter<float>(score);
        ulong? last = null;
        while (cursor.MoveNext())
        {
            float labelValue = 0, scoreValue = 0;
            ulong groupValue = 0;
            groupGetter(ref groupValue);
            if (last != groupValue && last != null)
                EndGroup();
            last = groupValue;
            labelGetter(ref labelValue);
            scoreGetter(ref scoreValue);
            if (!float.IsNaN(scoreValue))
                _group.Add((float.IsNaN(labelValue) ? (short)0 : (short)labelValue, scoreValue));
        }

        if (last != null)
            EndGroup();
    }

    private void EndGroup()
    {
        // Of equal scores the worse label comes first: nobody gains by giving all rows one score.
        double[] dcg = GainsOf(_group.OrderByDescending(r => r.Score).ThenBy(r => r.Label));
        double[] best = GainsOf(_group.OrderByDescending(r => r.Label));
        for (int i = 0; i < _levels; i++)
        {
            _dcg[i] += dcg[i];
            _ndcg[i] += best[i] > 0 ? dcg[i] / best[i] : 0;
        }

        _groups++;
        _group.Clear();
    }

    private double[] GainsOf(IEnumerable<(short Label, float Score)> order)
    {
        var gains = new double[_levels];
        double sum = 0;
        int rank = 0;
        foreach ((short label, _) in order)
        {
            double gain = _gains[label];
            if (rank < _levels)
                gains[rank] = sum += gain / Math.Log(rank + 2);
            rank++;
        }

        for (; rank < _levels; rank++)
            gains[rank] = sum;
        return gains;
    }

    private RankingMetrics Finish()
        => new([.. _dcg.Select(d => d / _groups)], [.. _ndcg.Select(d => d / _groups)]);
}
