// What language models reach on tiny Shakespeare, how fast they write, and what a training step costs beside one written by hand on TorchSharp. Appends JSON lines.
// Usage: dotnet run -c Release -- train --data FILE | sample | step [--out FILE.jsonl] [--seed 1] [--set Option=Value]...
using MLNetDeep.Bench.Gpt;

var (data, output, seed, set) = ("", "gpt.jsonl", 1, new List<KeyValuePair<string, string>>());
for (var i = 1; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--data": data = args[i + 1]; break;
        case "--out": output = args[i + 1]; break;
        case "--seed": seed = int.Parse(args[i + 1]); break;
        case "--set": set.Add(KeyValuePair.Create(args[i + 1].Split('=')[0], args[i + 1].Split('=')[1])); break;
        default: Console.Error.WriteLine($"There is no option '{args[i]}'."); return 2;
    }
}
var results = new Results(output);
switch (args.FirstOrDefault())
{
    case "train" when !File.Exists(data): Console.Error.WriteLine("Say by --data where the text lies."); return 2;
    case "train": Shakespeare.Train(data, seed, set, results); return 0;
    case "sample": Writing.Measure(results); return 0;
    case "step": Steps.Measure(results); return 0;
    default: Console.Error.WriteLine("Say train, sample or step."); return 2;
}
