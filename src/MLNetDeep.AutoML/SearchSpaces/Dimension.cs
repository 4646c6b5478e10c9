namespace MLNetDeep.AutoML;

/// <summary>One hyperparameter as an element of a vector.</summary>
internal abstract class Dimension(string name, int parent, bool[] parentValues)
{
    public string Name { get; } = name;

    /// <summary>The index of the hyperparameter that its condition is about; -1 where it has none.</summary>
    public int Parent { get; } = parent;

    /// <summary>For each choice of the parent whether the condition holds.</summary>
    public bool[] ParentValues { get; } = parentValues;

    /// <summary>How many values it has; <see cref="int.MaxValue"/> for real numbers.</summary>
    public abstract int Count { get; }

    public bool IsChoice => this is ChoiceDimension;

    /// <summary>A value as an element: 0 to 1, or the index of a choice. NaN where it is no value of this hyperparameter at all; numbers beyond the range are taken to its end.</summary>
    public abstract double Encode(object value);

    public abstract object Decode(double element);

    /// <summary>The element of the value nearest to an element.</summary>
    public abstract double Snap(double element);

    /// <summary>An element such that all values, or all of the range on its scale, are equally probable.</summary>
    public abstract double Uniform(Random random);

    /// <summary>Elements spread over the range, its ends among them: so many for real numbers, at most so many for whole ones, all choices.</summary>
    public abstract double[] Grid(int points);

    public static Dimension Of(Hyperparameter hyperparameter, SearchSpace space)
    {
        int parent = hyperparameter.Condition is { } condition ? space.TakeWhile(h => h.Name != condition.Parent).Count() : -1;
        bool[] values = parent < 0 ? [] : [.. ((ChoiceHyperparameter)space[parent]).Choices.Select(hyperparameter.Condition!.Values.Contains)];
        return hyperparameter switch
        {
            ChoiceHyperparameter choice => new ChoiceDimension(choice, parent, values),
            IntegerHyperparameter integer => new IntegerDimension(integer, parent, values),
            _ => new RealDimension((RealHyperparameter)hyperparameter, parent, values),
        };
    }

    protected static double[] Spread(int points) => points <= 1 ? [0.5] : [.. Enumerable.Range(0, points).Select(i => i / (points - 1.0))];
}

internal sealed class ChoiceDimension(ChoiceHyperparameter choice, int parent, bool[] parentValues) : Dimension(choice.Name, parent, parentValues)
{
    public override int Count => choice.Choices.Count;

    public override double Encode(object value)
    {
        for (int i = 0; i < choice.Choices.Count; i++)
        {
            if (choice.Choices[i].Equals(value))
                return i;
        }
        return double.NaN;
    }

    public override object Decode(double element) => choice.Choices[(int)element];

    public override double Snap(double element) => double.IsNaN(element) ? 0 : Math.Clamp(Math.Round(element), 0, Count - 1);

    public override double Uniform(Random random) => random.Next(Count);

    public override double[] Grid(int points) => [.. Enumerable.Range(0, Count).Select(i => (double)i)];
}
