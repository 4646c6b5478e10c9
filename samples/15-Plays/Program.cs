// A language model reads plays letter by letter, and writes a scene in their style.
//   dotnet run -- [small] [plays.txt] [plays-model.zip]
// Without a text of your own it reads plays that the program makes up.
using Microsoft.ML;
using MLNetDeep;
using Plays;

string? text = args.FirstOrDefault(a => a.EndsWith(".txt"));
string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "plays-model.zip";
bool isSmall = args.Contains("small");
var ml = new MLContext(seed: 1);
var playwright = new Playwright(seed: 1);

// A text of one's own is one row, however long; each play that is made up is one.
IEnumerable<Play> plays = text is null
    ? Enumerable.Range(0, isSmall ? 100 : 400).Select(_ => new Play { Text = playwright.Write() })
    : [new Play { Text = File.ReadAllText(text) }];
var options = new GptOptions
{
    Depth = isSmall ? 2 : 3,
    ContextLength = 128,
    MaxEpochs = isSmall ? 2 : 6,
    StepsPerEpoch = isSmall ? 60 : 150,
    Seed = 1,
    OnEpoch = epoch => Console.WriteLine($"epoch {epoch.Epoch}: {epoch.Metrics["ValidationLoss"] / Math.Log(2):f2} bits a letter"),
};
using GptTransformer model = ml.Deep().Generative.Gpt("Text", options).Fit(ml.Data.LoadFromEnumerable(plays));
model.Save(file);

// From here on the saved zip is enough, with MLNetDeep.Runtime and ONNX Runtime alone.
using TextGenerator generator = TextGenerator.Load(file);
string prompt = text is null ? "QUEEN:\n" : File.ReadAllText(text)[..1];
Console.WriteLine($"\nA new scene:\n\n{prompt}{generator.Generate(prompt, new GenerationOptions { MaxTokens = 600, Temperature = 0.7, Seed = 3 }).Text}");

internal sealed class Play
{
    public string Text { get; set; } = "";
}
