using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>The steps of ML.NET that bring a sound and the settings of its frames to a mapping in MLNetDeep.Runtime.</summary>
internal static class SoundSteps
{
    /// <summary>The columns that the steps add.</summary>
    public static IReadOnlyList<string> Helpers { get; } = [SavedColumns.SoundSource, SavedColumns.SoundStart, SavedColumns.SoundSettings, SavedColumns.Features];

    /// <summary>A row with a sound, for steps to be fitted on.</summary>
    public static IDataView SampleRow(MLContext ml, string column, SoundSource source)
    {
        IDataView Of<T>(Row<T> row, DataViewType type)
        {
            var definition = SchemaDefinition.Create(typeof(Row<T>));
            (definition[0].ColumnName, definition[0].ColumnType) = (column, type);
            return ml.Data.LoadFromEnumerable([row], definition);
        }
        return source switch
        {
            SoundSource.Path => Of(new Row<string> { Sound = "" }, TextDataViewType.Instance),
            SoundSource.Bytes => Of(new Row<byte[]> { Sound = [] }, new VectorDataViewType(NumberDataViewType.Byte)),
            _ => Of(new Row<float[]> { Sound = [] }, new VectorDataViewType(NumberDataViewType.Single)),
        };
    }

    /// <summary>Adds the steps up to the column <see cref="SavedColumns.Features"/>.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="column">The sounds.</param>
    /// <param name="source">What the column holds.</param>
    /// <param name="mel">The frames.</param>
    /// <param name="frames">How many are wanted; 0 for all.</param>
    /// <param name="ways">The sum of what <see cref="SoundRow"/> names.</param>
    public static void Add(MLContext ml, StepList steps, string column, SoundSource source, LogMelSettings mel, int frames, long ways)
    {
        steps.Add(ml.Transforms.CopyColumns(SavedColumns.SoundSource, column));
        steps.Add(ml.Transforms.CustomMapping<AnyRow, SoundStart>(SoundStartMapping.Map, SoundStartMapping.Contract));
        // The mapping knows the column by another name; messages are to name the user's.
        long[] settings = [.. mel.ToNumbers(), frames, ways, .. column.Select(unit => (long)unit)];
        SettingsGraph.Add(ml, steps, SavedColumns.SoundSettings, SavedColumns.SoundStart, settings, "SoundSettings");
        switch (source)
        {
            case SoundSource.Path:
                steps.Add(ml.Transforms.CustomMapping<SoundPathRow, SoundFrames>(SoundPathMapping.Map, SoundPathMapping.Contract));
                break;
            case SoundSource.Bytes:
                steps.Add(ml.Transforms.CustomMapping<SoundBytesRow, SoundFrames>(SoundBytesMapping.Map, SoundBytesMapping.Contract));
                break;
            default:
                steps.Add(ml.Transforms.CustomMapping<SoundSamplesRow, SoundFrames>(SoundSamplesMapping.Map, SoundSamplesMapping.Contract));
                break;
        }
    }

    private sealed class Row<T>
    {
        public T Sound { get; set; } = default!;
    }
}
