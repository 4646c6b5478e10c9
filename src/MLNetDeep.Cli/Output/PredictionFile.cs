using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Output;

/// <summary>Predictions as comma-separated text: the image where there is one, the label, a score for each class.</summary>
internal static class PredictionFile
{
    public static long Write(string path, IDataView scored, string? image, string[] classes)
    {
        using var writer = new StreamWriter(path);
        string[] texts = image is null ? ["PredictedLabel"] : [image, "PredictedLabel"];
        writer.WriteLine(string.Join(',', texts.Concat(classes.Select(c => $"Score.{c}")).Select(Quoted)));

        DataViewSchema schema = scored.Schema;
        DataViewSchema.Column[] columns = [.. texts.Append("Score").Select(name => schema[name])];
        using DataViewRowCursor cursor = scored.GetRowCursor(columns);
        ValueGetter<ReadOnlyMemory<char>>[] getters = [.. columns[..^1].Select(cursor.GetGetter<ReadOnlyMemory<char>>)];
        ValueGetter<VBuffer<float>> scores = cursor.GetGetter<VBuffer<float>>(columns[^1]);
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
            writer.WriteLine(Row(getters, scores));
        return rows;
    }

    private static string Row(ValueGetter<ReadOnlyMemory<char>>[] texts, ValueGetter<VBuffer<float>> scores)
    {
        var fields = new List<string>();
        foreach (ValueGetter<ReadOnlyMemory<char>> getter in texts)
        {
            ReadOnlyMemory<char> text = default;
            getter(ref text);
            fields.Add(Quoted(text.ToString()));
        }
        VBuffer<float> buffer = default;
        scores(ref buffer);
        fields.AddRange(buffer.DenseValues().Select(score => score.ToString("R", CultureInfo.InvariantCulture)));
        return string.Join(',', fields);
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"")}\"";
}
