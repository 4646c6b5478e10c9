// Networks for sounds on spoken digits: FOLDER holds <digit>_<speaker>_<index>.wav. Parts: official (indices 0 to 4 are the test part) and one for each speaker (trained on the others). Each model is
// measured on the test part as it is, and with white noise of the stated signal-to-noise ratio. Each run is a line of OUT as it ends; what OUT has already is not run again.
// Usage: dotnet run -c Release -- FOLDER [--models audiocnn,bcresnet] [--parts official,george,...] [--seeds 3] [--decibels 10] [--set Option=Value]... [--name NAME] [--out sound.jsonl] [--report]
//   [--validate: measures on recordings 5 to 9 of each speaker and digit, which are left out of training, to choose options by]
using MLNetDeep.Bench.Sound;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;

var results = new SoundResults(Option("--out", "sound.jsonl"));
if (!args.Contains("--report"))
{
    var digits = SpokenDigits.Read(args[0]);
    KeyValuePair<string, string>[] settings = [.. args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
    foreach (var seed in Enumerable.Range(1, int.Parse(Option("--seeds", "3"))))
        foreach (var model in Option("--models", "audiocnn,bcresnet").Split(','))
            foreach (var part in Option("--parts", SpokenDigits.Official).Split(','))
                results.Run(new SoundRun(digits, part, model, seed, settings, Option("--name", "")) { Decibels = double.Parse(Option("--decibels", "10")), Validates = args.Contains("--validate") });
}
results.Print();
