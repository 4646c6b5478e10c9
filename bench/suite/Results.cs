using System.Text.Json;

namespace MLNetDeep.Bench.Suite;

/// <summary>What one model reached on one fold: the error is 1 - accuracy, or the RMSE; the loss is the log-loss, or again the RMSE.</summary>
internal sealed record FoldResult(string Table, string Model, int Fold, double Error, double Loss, double Seconds, int Epochs);

/// <summary>Results in a file, a line each.</summary>
internal sealed class Results(string file)
{
    private readonly List<FoldResult> _all = File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<FoldResult>(line)!)] : [];

    public IReadOnlyList<FoldResult> All => _all;

    public bool Has(string table, string model, int fold) => _all.Exists(r => r.Table == table && r.Model == model && r.Fold == fold);

    public void Add(FoldResult result)
    {
        _all.Add(result);
        File.AppendAllText(file, JsonSerializer.Serialize(result) + "\n");
        Console.WriteLine(FormattableString.Invariant($"{result.Table} {result.Model} fold {result.Fold}: error {result.Error:0.0000}, loss {result.Loss:0.0000}, {result.Seconds:0.0} s, {result.Epochs} epochs"));
    }
}
