// How much memory a training takes whose rows do not fit: rows of 50 columns, or texts where the network is one for texts, are made as they are asked for, none is kept.
// Usage: dotnet run -c Release -- [ROWS, 5000000] [BUDGET in megabytes, 256] [STEPS of the one epoch, 0 for all] [ARCH, mlp]
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNetDeep;
using MLNetDeep.Bench.Streaming;

int Number(int position, int otherwise) => args.Length > position ? int.Parse(args[position], CultureInfo.InvariantCulture) : otherwise;
var (count, budget, steps) = (Number(0, 5_000_000), Number(1, 256), Number(2, 0));
string[] towns = [.. Enumerable.Range(0, 2000).Select(i => $"town {i}")];
var ml = new MLContext(seed: 1);
ml.Log += (_, e) => { if (e.Source == nameof(DeepTrainer) && e.Kind != Microsoft.ML.Runtime.ChannelMessageKind.Trace) Console.WriteLine($"{Peak(),6} MB  {e.RawMessage}"); };
var architecture = ArchitectureRegistry.Get(args.Length > 3 ? args[3] : "mlp");
var options = architecture.CreateOptions();
using var enough = new CancellationTokenSource();
(options.MaxEpochs, options.MemoryBudgetMegabytes, options.BatchSize, options.Seed) = (1, budget, 1024, 1);
options.CancellationToken = enough.Token;
var done = 0L;
options.OnProgress = progress => { done = progress.RowsDone / options.BatchSize; if (steps > 0 && done >= steps) enough.Cancel(); };

var before = Peak();
var isText = options is TextTrainerOptions;
Console.WriteLine($"{count} {(isText ? "texts of 5 to 60 words" : $"rows of 50 columns, 30 of them as a vector ({count * 50L * sizeof(float) / 1_048_576} MB as reals)")}, budget {budget} MB; the process starts with {before} MB");
var watch = Stopwatch.StartNew();
using var model = isText
    ? ml.Deep().BinaryClassification.FromArchitecture(architecture, nameof(TextRow.Label), nameof(TextRow.Text), options).Fit(ml.Data.LoadFromEnumerable(Texts()))
    : ml.Deep().BinaryClassification.FromArchitecture(architecture, nameof(Row.Label), default(IEnumerable<string>), options).Fit(ml.Data.LoadFromEnumerable(Rows()));
Console.WriteLine($"{Peak(),6} MB at the peak, {Peak() - before} MB more than at the start; {watch.Elapsed.TotalSeconds:f0} s, of which {model.History.Seconds:f0} s training; "
    + $"{model.History.TrainingRows} rows to train on, {done} steps and more; {architecture.DisplayName} for {model.Input}");

IEnumerable<Row> Rows()
{
    var random = new Random(1);
    for (var i = 0; i < count; i++) yield return Make(random, i);
}

// Words as often as in real texts: the n-th most frequent 1/n as often as the first, of 200,000; and one that no other text has.
IEnumerable<TextRow> Texts()
{
    var random = new Random(1);
    for (var i = 0; i < count; i++)
    {
        var (isGood, text) = (random.Next(2) == 0, new System.Text.StringBuilder());
        for (var words = random.Next(4, 59); words > 0; words--) text.Append('w').Append((int)Math.Pow(200_000, random.NextDouble())).Append(' ');
        yield return new TextRow { Text = text.Append(isGood ? "fine " : "poor ").Append('n').Append(i).ToString(), Label = isGood };
    }
}

Row Make(Random random, int number)
{
    float Next() => random.NextSingle();
    var row = new Row
    {
        N0 = Next(),
        N1 = random.Next(20) == 0 ? float.NaN : Next(),
        N2 = Next() * Next(),
        N3 = Next(),
        N4 = Next(),
        N5 = MathF.Exp(5 * Next()),
        N6 = Next(),
        N7 = Next(),
        N8 = Next(),
        N9 = Next(),
        D0 = 1e6 * Next(),
        D1 = Next(),
        I0 = random.Next(100),
        I1 = random.Next(),
        Flag = random.Next(2) == 0,
        Day = new DateTime(2020, 1, 1).AddMinutes(random.Next(1_000_000)),
        Town = towns[random.Next(towns.Length)],
        User = $"user {number}",
        Kind = (uint)random.Next(101),
        Group = (uint)random.Next(1001),
    };
    for (var i = 0; i < row.Others.Length; i++) row.Others[i] = Next();
    row.Label = row.N0 + row.N2 + (row.Kind % 2) + Next() > 1.7;
    return row;
}

// What Linux says was the most of this process that ever lay in memory.
static long Peak()
{
    using var process = Process.GetCurrentProcess();
    return process.PeakWorkingSet64 / 1_048_576;
}
