namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Tuner.Grid"/>.</summary>
public sealed record GridOptions
{
    /// <summary>How many values of each number are tried, its ends among them; whole numbers with fewer values are tried with all of them, choices always are. Default 5.</summary>
    public int Points { get; init; } = 5;
}

/// <summary>Goes through a grid, the last hyperparameter fastest.</summary>
internal sealed class GridTuner : ITuner
{
    private readonly int _points;

    public GridTuner(GridOptions options) => _points = options.Points >= 1
        ? options.Points
        : throw new ArgumentException($"GridOptions.Points must be at least 1, but was {options.Points}.");

    public string Name => "grid";

    public Configuration? Propose(TunerContext context)
    {
        var encoding = new SpaceEncoding(context.Space);
        HashSet<Configuration> tried = [.. context.Trials.Select(t => t.Configuration)];
        return encoding.Grid(_points).Select(x => encoding.Decode(x)).FirstOrDefault(c => !tried.Contains(c));
    }
}
