using System.Globalization;
using Microsoft.ML;

namespace MLNetDeep.Testing;

public sealed partial class TrainerContract
{
    /// <summary>Every default lies inside its sweep range, and trainers can be fitted at every end of every range.</summary>
    public void EveryEndOfTheSweepBuilds()
    {
        var type = subject.Options().GetType();
        var swept = OptionCatalog.Describe(type).Where(o => o.Minimum is not null || o.Choices is not null).ToList();
        foreach (var option in swept) RequireDefaultInside(option);
        foreach (var option in swept)
            foreach (var end in Ends(option)) TryOne(type, [(option.Name, end)]);
        TryOne(type, swept.Where(o => o.Minimum is not null).Select(o => (o.Name, o.Minimum!)).ToArray());
        TryOne(type, swept.Where(o => o.Maximum is not null).Select(o => (o.Name, o.Maximum!)).ToArray());
    }

    private void RequireDefaultInside(OptionDescription option)
    {
        const string Clause = nameof(EveryEndOfTheSweepBuilds);
        if (option.Choices is { } choices)
        {
            Require(choices.Contains(option.Default), $"the default {option.Default} of {option.Name} is not one of its choices.", Clause);
            return;
        }
        var (low, value, high) = (Number(option.Minimum), Number(option.Default), Number(option.Maximum));
        Require(low <= value && value <= high, $"the default {value} of {option.Name} lies outside its range {low} to {high}.", Clause);
    }

    private void TryOne(Type type, (string Name, object Value)[] settings)
    {
        var ml = new MLContext(1);
        var options = Quick();
        foreach (var (name, value) in settings)
            OptionCatalog.Set(options, name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
        options.MaxEpochs = 1;
        options.Validate();
        using var model = Fit(ml, options, rows: 9);
        Require(Scores(model.Transform(ContractData.Create(ml, 3))).Length == 3, $"{type.Name} does not score.", nameof(EveryEndOfTheSweepBuilds));
    }

    private static IEnumerable<object> Ends(OptionDescription option) => option.Choices ?? [option.Minimum!, option.Maximum!];

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
