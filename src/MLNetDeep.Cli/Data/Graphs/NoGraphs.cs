using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Data;

/// <summary>Refuses graphs where a command has no use for them.</summary>
internal static class NoGraphs
{
    /// <summary>Throws where the data are graphs.</summary>
    /// <param name="source">The data.</param>
    /// <exception cref="UsageException">They are graphs.</exception>
    public static void Check(DataSource source)
    {
        if (source is GraphSource graphs)
            throw new UsageException($"'{graphs.Path}' has graphs, which compare, auto and sweep do not take: train networks one by one ('mlnetdeep train --arch {string.Join("|", GraphSource.Networks)}') and measure them on the same --test.");
    }
}
