using System.Text.Json;

namespace MLNetDeep.Bench.Gpt;

/// <summary>A line for each measurement, appended to a file.</summary>
internal sealed class Results(string file)
{
    public void Add(string what, object figures)
    {
        var line = JsonSerializer.Serialize(new { Date = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm"), What = what, Cores = Environment.ProcessorCount, Figures = figures });
        File.AppendAllText(file, line + '\n');
        Console.WriteLine(line);
    }
}

/// <summary>A text.</summary>
internal sealed class TextRow
{
    public string Text { get; set; } = "";
}
