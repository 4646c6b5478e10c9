using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Pairs of an output and an input column, as the catalogs take them.</summary>
internal static class Pairs
{
    internal static (string OutputColumnName, string InputColumnName)[] Of(string outputColumnName, string? inputColumnName)
    {
        Contracts.CheckNonWhiteSpace(outputColumnName, nameof(outputColumnName));
        return [(outputColumnName, inputColumnName ?? outputColumnName)];
    }

    internal static (string OutputColumnName, string InputColumnName)[] Of(InputOutputColumnPair[] columns)
    {
        Contracts.CheckNonEmpty(columns, nameof(columns));
        return Array.ConvertAll(columns, c => (c.OutputColumnName, c.InputColumnName));
    }
}
