using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>An output column and the input column that it is made of.</summary>
public sealed class InputOutputColumnPair
{
    public InputOutputColumnPair(string outputColumnName, string? inputColumnName = null)
    {
        Contracts.CheckNonWhiteSpace(outputColumnName, nameof(outputColumnName));
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName ?? outputColumnName;
    }

    public string InputColumnName { get; }

    public string OutputColumnName { get; }

    internal static (string outputColumnName, string inputColumnName)[] ConvertToValueTuples(InputOutputColumnPair[] infos)
        => infos == null ? null! : [.. infos.Select(i => (i.OutputColumnName, i.InputColumnName))];
}
