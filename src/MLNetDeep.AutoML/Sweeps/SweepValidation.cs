using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>How the trials of a sweep are measured. Rows of a class are shared out among all parts alike. No part of it is ever trained on by the trial that it measures.</summary>
public sealed record SweepValidation
{
    private const int FewRows = 500, SomeRows = 2000, ManyRows = 50_000;

    private SweepValidation()
    {
    }

    /// <summary>Five folds below 500 rows, three below 2,000, else a hold-out part: a fifth of the rows, a tenth above 50,000. The default.</summary>
    public static SweepValidation Auto { get; } = new();

    /// <summary>How many folds; null where rows are held out.</summary>
    public int? NumberOfFolds { get; private init; }

    /// <summary>The share of the rows that is held out; null where there are folds.</summary>
    public double? Fraction { get; private init; }

    /// <summary>Rows to measure on that were given; null where they are taken from the training rows.</summary>
    public IDataView? ValidationSet { get; private init; }

    /// <summary>A column whose rows of one value stay together; null for none.</summary>
    public string? GroupColumnName { get; init; }

    /// <summary>A column by which rows are ordered, so that every part is measured by a model of earlier rows; null for none.</summary>
    public string? TimeColumnName { get; init; }

    /// <summary>Cross-validation.</summary>
    /// <param name="numberOfFolds">How many parts, at least 2.</param>
    public static SweepValidation Folds(int numberOfFolds = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        return new SweepValidation { NumberOfFolds = numberOfFolds };
    }

    /// <summary>A part of the rows is held out.</summary>
    /// <param name="fraction">Its share, above 0 and at most a half.</param>
    public static SweepValidation HoldOut(double fraction = 0.2) => fraction is > 0 and <= 0.5
        ? new SweepValidation { Fraction = fraction }
        : throw new ArgumentOutOfRangeException(nameof(fraction), FormattableString.Invariant($"The share of rows held out must be above 0 and at most 0.5, but was {fraction}."));

    /// <summary>Rows of the user's own, in the schema of the training rows.</summary>
    public static SweepValidation On(IDataView validationSet)
    {
        ArgumentNullException.ThrowIfNull(validationSet);
        return new SweepValidation { ValidationSet = validationSet };
    }

    /// <summary>The same with everything decided, for so many rows.</summary>
    internal SweepValidation For(long rows)
    {
        if (NumberOfFolds is not null || Fraction is not null || ValidationSet is not null)
            return this;
        return rows < SomeRows ? this with { NumberOfFolds = rows < FewRows ? 5 : 3 } : this with { Fraction = rows > ManyRows ? 0.1 : 0.2 };
    }

    /// <summary>Rows to train on and rows to measure on, once or for each fold.</summary>
    internal IReadOnlyList<RowSplit> Split(MLContext ml, IDataView rows, string? classLabel, int seed)
    {
        if (ValidationSet is not null)
            return [new RowSplit(rows, ValidationSet)];
        int parts = NumberOfFolds ?? (int)Math.Round(1 / Fraction!.Value);
        IReadOnlyList<RowSplit> folds = ml.Deep().CrossValidationSplit(rows, parts, classLabel, GroupColumnName, TimeColumnName, seed);
        // By time the last part is the one to predict.
        return NumberOfFolds is not null ? folds : [TimeColumnName is null ? folds[0] : folds[^1]];
    }

    /// <summary>For people: <c>3 folds</c>, <c>a fifth of the rows held out</c>.</summary>
    public override string ToString()
    {
        string order = (GroupColumnName is null ? "" : $", grouped by '{GroupColumnName}'") + (TimeColumnName is null ? "" : $", ordered by '{TimeColumnName}'");
        return (ValidationSet is not null ? "rows given" : NumberOfFolds is { } folds ? $"{folds} folds"
            : Fraction is { } share ? FormattableString.Invariant($"{100 * share:0.#} % of the rows held out") : "chosen by the number of rows") + order;
    }
}
