namespace MLNetDeep.Runtime;

/// <summary>Rows on their way through a network: read on the thread of a cursor, computed on any, handed out one by one.</summary>
internal abstract class RowBatch
{
    /// <summary>The position of a row that stands alone.</summary>
    public const long NoPosition = -1;

    private bool _isComputed;

    /// <summary>Takes the current row of the cursor into a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="position">The row's position, for messages; <see cref="NoPosition"/> where it is the only one.</param>
    public abstract void Read(int slot, long position);

    /// <summary>Computes the first rows.</summary>
    /// <param name="count">How many.</param>
    /// <param name="isAlone">Whether it is one row that is waited for, and nothing else is computed meanwhile.</param>
    public abstract void Compute(int count, bool isAlone);

    /// <summary>Computes the row in the first slot, unless it is the one that was computed last.</summary>
    public void ComputeRow()
    {
        if (SameAsBefore() && _isComputed) return;
        _isComputed = false;
        Compute(1, isAlone: true);
        _isComputed = true;
    }

    /// <summary>Whether the features in the first slot are those of the last call.</summary>
    protected abstract bool SameAsBefore();
}

/// <summary>Where the current row is: its batch, and its slot there.</summary>
internal readonly record struct BatchSlot(RowBatch Batch, int Slot);

/// <summary>Gives the current row, computed; called when a value is asked for.</summary>
internal delegate BatchSlot CurrentRow();
