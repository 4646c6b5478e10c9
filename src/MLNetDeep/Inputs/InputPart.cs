using MLNetDeep.Inputs;

namespace MLNetDeep;

/// <summary>One of several inputs of a network: which columns it takes, and as what.</summary>
public sealed record InputPart
{
    private readonly string? _name;

    /// <summary>An input of one column.</summary>
    /// <param name="columnName">The column.</param>
    /// <param name="options">What the column is taken as, by the class of the options: an image with those of a network for images, a text with those of one for texts, else a table.</param>
    public InputPart(string columnName, TrainerOptions options) : this(options, [columnName])
    {
    }

    /// <summary>An input of several columns.</summary>
    /// <param name="columnNames">The columns.</param>
    /// <param name="options">What the columns are taken as, by the class of the options.</param>
    public InputPart(IEnumerable<string> columnNames, TrainerOptions options) : this(options, [.. columnNames])
    {
    }

    private InputPart(TrainerOptions options, IReadOnlyList<string>? columns)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Columns, Options) = (columns, options);
    }

    /// <summary>An input of every column of a type that suits and that no other input takes, for a table.</summary>
    /// <param name="options">What the columns are taken as, by the class of the options.</param>
    public static InputPart AllOthers(TrainerOptions options) => new(options, null);

    /// <summary>The columns; null for every other column of a type that suits.</summary>
    public IReadOnlyList<string>? Columns { get; }

    /// <summary>
    /// What the columns are taken as, and what its network is like. Of the options of training only those that concern the input count, such as the augmentation of
    /// images.
    /// </summary>
    public TrainerOptions Options { get; private init; }

    /// <summary>Its name in messages and to a module. By default that of its column, or of its kind of input where there are several columns.</summary>
    public string Name
    {
        get => _name ?? (Columns is [var only] ? only : Kind.Key);
        init => _name = value;
    }

    /// <summary>The kind of input.</summary>
    internal InputKind Kind => InputKinds.OfOptions(Options);

    /// <summary>The architecture of its network, by the class of its options; null where none has them.</summary>
    internal Architecture? Architecture => ArchitectureRegistry.All.FirstOrDefault(architecture => architecture.OptionsType == Options.GetType());

    /// <summary>The name that was given; null where it is the default.</summary>
    internal string? OwnName => _name;

    /// <summary>A copy with options of its own.</summary>
    internal InputPart Copy() => this with { Options = Options.Clone() };

    /// <summary>The options with what the training as a whole says.</summary>
    internal TrainerOptions Within(TrainerOptions training)
    {
        var options = Options.Clone();
        (options.CancellationToken, options.Threads, options.MemoryBudgetMegabytes) = (training.CancellationToken, training.Threads, training.MemoryBudgetMegabytes);
        return options;
    }
}
