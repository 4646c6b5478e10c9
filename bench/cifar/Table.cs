using System.Globalization;

namespace MLNetDeep.Bench;

/// <summary>Lines of a table, printed and appended to a file as they come.</summary>
internal sealed class Table
{
    private const string Head = "| network | augmentation | test accuracy | log-loss | epochs or rounds | seconds | remark |\n| --- | --- | --- | --- | --- | --- | --- |";
    private readonly string _file;
    private readonly string[] _known;

    public Table(string file)
    {
        _file = file;
        _known = file.Length > 0 && File.Exists(file) ? File.ReadAllLines(file) : [];
        if (_known.Length == 0) Write(Head);
        else Console.WriteLine(string.Join('\n', _known));
    }

    /// <summary>Adds a line, unless there is one of this name; a failure becomes a line too, and the others go on.</summary>
    public void Add(string name, Func<Outcome> run)
    {
        if (_known.Any(line => line.StartsWith($"| {name} |", StringComparison.Ordinal))) return;
        try
        {
            var o = run();
            Write(string.Create(CultureInfo.InvariantCulture, $"| {name} | {o.Accuracy:P1} | {o.LogLoss:f3} | {o.Epochs} | {o.Seconds:f0} | {o.Remark} |"));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IOException)
        {
            Write($"| {name} | | | | | failed: {e.Message} |");
        }
    }

    private void Write(string line)
    {
        Console.WriteLine(line);
        if (_file.Length > 0) File.AppendAllText(_file, line + "\n");
    }
}
