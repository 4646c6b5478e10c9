using Microsoft.ML;

namespace MLNetDeep.Runtime;

/// <summary>Runs rows through a network. It changes nothing in it, so that many threads may score at once.</summary>
internal interface IRowScorer
{
    /// <summary>Rows in a batch behind a cursor.</summary>
    int BatchRows { get; }

    /// <summary>How many batches of a cursor are computed at once; 1: on the thread that asks for rows.</summary>
    int BatchesAtOnce { get; }

    /// <summary>Opens the columns of a row (or a cursor) for a batch; several may be open on one.</summary>
    /// <param name="row">The row.</param>
    /// <param name="capacity">The most rows in the batch.</param>
    /// <param name="wanted">The columns that are asked for, of those that the network makes.</param>
    RowBatch Open(DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted);
}
