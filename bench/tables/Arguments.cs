namespace MLNetDeep.Bench.Tables;

/// <summary>What stands on the command line.</summary>
internal sealed record Arguments(string File, string Label)
{
    public string[] Archs { get; private set; } = ["mlp"];

    public int Folds { get; private set; } = 5;

    /// <summary>Folds that are really run.</summary>
    public int Only { get; private set; } = int.MaxValue;

    public List<(string Name, string Value)> Set { get; } = [];

    public bool HasBaseline { get; private set; } = true;

    /// <summary>The file for the figures of each fold; null for none.</summary>
    public string? Out { get; private set; }

    public static Arguments Parse(string[] args)
    {
        if (args.Length < 2) throw new ArgumentException("Usage: FILE LABEL [--archs mlp,tabm] [--folds 5] [--only N] [--set Option=Value]... [--no-baseline] [--out FILE.json]");
        var parsed = new Arguments(args[0], args[1]);
        for (var i = 2; i < args.Length; i++) parsed.Take(args[i], args[i] == "--no-baseline" ? "" : args[++i]);
        return parsed;
    }

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "--archs": Archs = value.Split(',', StringSplitOptions.RemoveEmptyEntries); break;
            case "--folds": Folds = int.Parse(value); break;
            case "--only": Only = int.Parse(value); break;
            case "--out": Out = value; break;
            case "--no-baseline": HasBaseline = false; break;
            case "--set": Set.Add((value[..value.IndexOf('=')], value[(value.IndexOf('=') + 1)..])); break;
            default: throw new ArgumentException($"There is no option '{name}'.");
        }
    }
}
