namespace MLNetDeep;

/// <summary>The options of forecasters that are solved for in closed form. Those of training by steps play no part.</summary>
public abstract class ClosedFormOptions : ForecasterOptions
{
    private protected ClosedFormOptions()
    {
    }

    /// <summary>
    /// Whether, once penalties and weights are chosen and errors are measured on the validation part, the forecaster is solved for again on all rows: the latest are often what tells most of what comes. Default false, so that the
    /// validation part stays unseen.
    /// </summary>
    public bool RefitOnAll { get; set; }
}
