namespace MLNetDeep.Data.Augmenting;

/// <summary>Two views of each row, for contrastive learning: the features of a batch are both, one behind the other. In a pass in the order of the data views are the same each time.</summary>
/// <param name="rows">The rows, whose features are one tensor; they stay their owner's.</param>
/// <param name="views">How views are made.</param>
internal sealed class ViewBatches(IBatchSource rows, RowViews views) : ChangedBatches(rows)
{
    protected override bool ChangesInOrder => true;

    protected override Batch Change(Batch batch, long pass, long row, long number)
    {
        var second = new EvenPart(batch.Features.Single.clone());
        views.First?.Change(batch.Features, pass, row);
        views.Second.Change(new Features(second), ~pass, row);
        return batch with { Features = new Features(batch.Features.Parts[0], second) };
    }
}

/// <summary>How two views of a row are made.</summary>
/// <param name="First">What is done to a row for the first; null leaves it as it is.</param>
/// <param name="Second">What is done to it for the second.</param>
internal sealed record RowViews(IRowChange? First, IRowChange Second);
