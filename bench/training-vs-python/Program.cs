using MLNetDeep.Bench;

int Option(string name, int fallback) => Array.IndexOf(args, name) is var i and >= 0 ? int.Parse(args[i + 1]) : fallback;
var (rounds, steps) = (Option("--rounds", 15), Option("--steps", 20));
var (threads, batch) = (Option("--threads", Environment.ProcessorCount), Option("--batch", 64));
var interpreter = Environment.GetEnvironmentVariable("PYTHON") ?? "/usr/bin/python3";

using var python = new Python(interpreter, threads, batch);
using var trainer = new Trainer(threads, batch);
trainer.Train(steps);
python.Train(steps);

List<double> ours = [], theirs = [], ratios = [];
double difference = 0;
for (var round = 0; round < rounds; round++)
{
    // Who goes first changes, so that neither gains from what the other leaves behind.
    var pythonFirst = round % 2 == 1 ? python.Train(steps) : default;
    var mine = trainer.Train(steps);
    var other = round % 2 == 1 ? pythonFirst : python.Train(steps);
    ours.Add(steps / mine.Seconds);
    theirs.Add(steps / other.Seconds);
    ratios.Add(other.Seconds / mine.Seconds);
    difference = Math.Max(difference, Math.Abs(mine.Loss - other.Loss));
}

double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
Console.WriteLine($"CNN, batch {batch}, {threads} threads, PyTorch {python.Version}, {rounds} rounds of {steps} steps in turn");
Console.WriteLine($"C#      {Median(ours),8:F1} steps/s   ({ours.Min():F1} to {ours.Max():F1})");
Console.WriteLine($"Python  {Median(theirs),8:F1} steps/s   ({theirs.Min():F1} to {theirs.Max():F1})");
Console.WriteLine($"ratio   {Median(ratios),8:F3}           (median of the rounds; the losses differ by at most {difference:G3})");
return Median(ratios) >= 0.95 ? 0 : 1;
