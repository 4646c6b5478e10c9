namespace Microsoft.ML.Data;

/// <summary>What a row-to-row transformer does with an input of one schema.</summary>
internal interface IRowMapper
{
    /// <summary>The columns that it adds, or puts before those of the same name.</summary>
    DataViewSchema.DetachedColumn[] GetOutputColumns();

    /// <summary>Which input columns are wanted for the output columns that are active.</summary>
    Func<int, bool> GetDependencies(Func<int, bool> activeOutput);

    /// <summary>A getter of one output column.</summary>
    Delegate CreateGetter(DataViewRow input, int outputIndex, Func<int, bool> activeOutput, out Action? disposer);

    /// <summary>
    /// The getters of the active output columns, null for the others. To be written anew by mappers whose outputs
    /// share a computation.
    /// </summary>
    Delegate?[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
    {
        var getters = new Delegate?[GetOutputColumns().Length];
        disposer = null;
        for (int i = 0; i < getters.Length; i++)
        {
            if (!activeOutput(i))
                continue;
            getters[i] = CreateGetter(input, i, activeOutput, out Action? one);
            disposer += one;
        }

        return getters;
    }
}
