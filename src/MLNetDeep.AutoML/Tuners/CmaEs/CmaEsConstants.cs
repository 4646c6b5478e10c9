namespace MLNetDeep.AutoML;

/// <summary>The constants of Hansen's tutorial (2016, table 1) for so many dimensions and so many trials in a generation.</summary>
internal sealed class CmaEsConstants
{
    public CmaEsConstants(int dimensions, int population)
    {
        double n = dimensions;
        double[] raw = [.. Enumerable.Range(1, population).Select(i => Math.Log((population + 1) / 2.0) - Math.Log(i))];
        double positive = raw.Where(w => w > 0).Sum(), negative = -raw.Where(w => w < 0).Sum();
        Mass = positive * positive / raw.Where(w => w > 0).Sum(w => w * w);
        double negativeMass = negative * negative / raw.Where(w => w < 0).Sum(w => w * w);
        C1 = 2 / (((n + 1.3) * (n + 1.3)) + Mass);
        CMu = Math.Min(1 - C1, 2 * (Mass - 2 + (1 / Mass)) / (((n + 2) * (n + 2)) + Mass));
        double scale = Math.Min(1 + (C1 / CMu), Math.Min(1 + (2 * negativeMass / (Mass + 2)), (1 - C1 - CMu) / (n * CMu)));
        Weights = [.. raw.Select(w => w >= 0 ? w / positive : scale * w / negative)];
        CSigma = (Mass + 2) / (n + Mass + 5);
        Damping = 1 + (2 * Math.Max(0, Math.Sqrt((Mass - 1) / (n + 1)) - 1)) + CSigma;
        CC = (4 + (Mass / n)) / (n + 4 + (2 * Mass / n));
        Chi = Math.Sqrt(n) * (1 - (1 / (4 * n)) + (1 / (21 * n * n)));
        Population = population;
    }

    public int Population { get; }

    /// <summary>One for each trial, the best first; those of the worse half are negative.</summary>
    public double[] Weights { get; }

    /// <summary>The variance-effective selection mass.</summary>
    public double Mass { get; }

    public double C1 { get; }

    public double CMu { get; }

    public double CSigma { get; }

    public double CC { get; }

    public double Damping { get; }

    /// <summary>The expected length of a standard normal vector.</summary>
    public double Chi { get; }

    public static int DefaultPopulation(int dimensions) => 4 + (int)(3 * Math.Log(dimensions));
}
