namespace MLNetDeep.Inputs.Series;

/// <summary>One series, a step after the other without gaps.</summary>
/// <param name="Id">Its id; empty where there is one series alone.</param>
/// <param name="Start">The time of its first step.</param>
/// <param name="Values">The values [steps, value columns].</param>
/// <param name="Known">What is known in advance [steps and those to come, known columns].</param>
/// <param name="Statics">What is the same in all its rows [static columns].</param>
/// <param name="Rows">The row of each step, those to come included; -1 for steps that were filled.</param>
internal sealed record TimeSeries(string Id, long Start, float[] Values, float[] Known, float[] Statics, int[] Rows)
{
    /// <summary>Steps with values.</summary>
    public required int Length { get; init; }

    /// <summary>Steps for which what is known in advance is there.</summary>
    public int KnownLength => Rows.Length;
}

/// <summary>All series of a view.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Step">How far times are apart.</param>
/// <param name="Series">The series, in the order in which they come in the rows.</param>
internal sealed record SeriesTable(SeriesColumns Columns, TimeStep Step, IReadOnlyList<TimeSeries> Series)
{
    /// <summary>Steps that were filled, or had values that were.</summary>
    public long Filled { get; init; }

    /// <summary>Rows that did not come in the order of time.</summary>
    public long Unsorted { get; init; }

    /// <summary>Rows of all views but the last.</summary>
    public int RowsBefore { get; init; }

    /// <summary>Value columns.</summary>
    public int Width => Columns.Values.Length;
}
