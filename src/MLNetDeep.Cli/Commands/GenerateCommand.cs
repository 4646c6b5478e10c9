using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>generate</c>: writes texts with a saved language model.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var defaults = new GenerationOptions();
        Option<string> model = SharedOptions.Model();
        Option<string> prompt = new("--prompt") { Description = "The text to go on with.", HelpName = "T", DefaultValueFactory = _ => "" };
        Option<int> count = new("--count") { Description = "Texts to write.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int> tokens = new("--max-tokens") { Description = "The most tokens of each.", HelpName = "N", DefaultValueFactory = _ => defaults.MaxTokens };
        Option<double> temperature = new("--temperature") { Description = "Below 1 likely tokens come more often, above 1 less; at 0 always the likeliest.", HelpName = "T", DefaultValueFactory = _ => defaults.Temperature };
        Option<int> topK = new("--top-k") { Description = "Draw from so many of the likeliest tokens; 0 for all.", HelpName = "N", DefaultValueFactory = _ => defaults.TopK };
        Option<double> topP = new("--top-p") { Description = "Draw from the likeliest tokens that have this probability together.", HelpName = "P", DefaultValueFactory = _ => defaults.TopP };
        Option<string[]> stop = new("--stop") { Description = "Texts at which to stop.", HelpName = "T", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        Option<int?> seed = new("--seed") { Description = "Random seed: the same seed gives the same texts.", HelpName = "N" };
        var command = new Command("generate", "Write texts with a language model that 'gpt train' saved.") { model, prompt, count, tokens, temperature, topK, topP, stop, seed };
        command.SetAction(parsed => new GenerateRun(terminal).Run(parsed.GetRequiredValue(model), parsed.GetRequiredValue(prompt), parsed.GetValue(count), new GenerationOptions
        {
            MaxTokens = parsed.GetValue(tokens),
            Temperature = parsed.GetValue(temperature),
            TopK = parsed.GetValue(topK),
            TopP = parsed.GetValue(topP),
            StopTexts = parsed.GetValue(stop) ?? [],
            Seed = parsed.GetValue(seed),
            CancellationToken = cancel,
        }));
        return command;
    }
}
