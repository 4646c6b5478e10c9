using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Runtime;
using MLNetDeep.Scoring;

namespace MLNetDeep.Tasks;

/// <summary>Gives the scores of the current row; called when a value is asked for.</summary>
internal delegate ReadOnlySpan<float> CurrentScores();

/// <summary>A column made from scores.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Annotations">Its annotations.</param>
/// <param name="MakeGetter">Makes the getter of its values from the scores of the current row.</param>
internal sealed record ScoreColumn(string Name, DataViewType Type, DataViewSchema.Annotations Annotations, Func<CurrentScores, Delegate> MakeGetter)
{
    /// <summary>The same column, made from the batch that the current row is in.</summary>
    public AddedColumn ToAdded() => new(Name, Type, Annotations, current => MakeGetter(() =>
    {
        var (batch, slot) = current();
        return ((ScoreBatch)batch).Scores(slot);
    }));
}
