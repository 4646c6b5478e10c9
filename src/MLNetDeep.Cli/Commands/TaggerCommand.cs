using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>tagger</c>: networks that give every word a tag, from files with a word a line.</summary>
internal static class TaggerCommand
{
    private const string Form = "A file with a word a line and an empty line between sentences, as of CoNLL-2003";

    public static Command Create(Terminal terminal, CancellationToken cancel) =>
        new("tagger", "Train, evaluate and use a tagger of words, such as of named entities.") { Train(terminal, cancel), Evaluate(terminal), Predict(terminal) };

    private static Command Train(Terminal terminal, CancellationToken cancel)
    {
        Option<string> data = Data($"{Form}: training set.");
        Option<string?> test = new("--test") { Description = "Test set in the form of --data.", HelpName = "F" };
        Option<string> arch = new("--arch") { Description = "Architecture: lstm, gru or texttransformer.", HelpName = "KEY", DefaultValueFactory = _ => "lstm" };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<int?> maxEpochs = SharedOptions.MaxEpochs();
        Option<string> output = SharedOptions.Out("Model zip to write.");
        Option<string?> json = SharedOptions.Json();
        (Option<int> word, Option<int> tag) = Fields();
        var command = new Command("train", "Train a tagger and save it as a model zip.") { data, test, word, tag, arch, set, seed, maxEpochs, output, json };
        command.SetAction(parsed => new TaggerRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Train(
            new TaggerFiles(parsed.GetRequiredValue(data), parsed.GetValue(word), parsed.GetValue(tag)), parsed.GetValue(test),
            new NetworkRequest(parsed.GetRequiredValue(arch), parsed.GetValue(set) ?? [], parsed.GetValue(seed), parsed.GetValue(maxEpochs)),
            parsed.GetRequiredValue(output), parsed.GetValue(json)));
        return command;
    }

    private static Command Evaluate(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<string> data = Data($"{Form}, with the right tags.");
        Option<string?> json = SharedOptions.Json();
        (Option<int> word, Option<int> tag) = Fields();
        var command = new Command("evaluate", "Evaluate a saved tagger by whole entities.") { model, data, word, tag, json };
        command.SetAction(parsed => new TaggerRun(terminal, parsed.GetValue(SharedOptions.Verbose), default).Evaluate(
            parsed.GetRequiredValue(model), new TaggerFiles(parsed.GetRequiredValue(data), parsed.GetValue(word), parsed.GetValue(tag)), parsed.GetValue(json)));
        return command;
    }

    private static Command Predict(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<string> data = Data($"{Form}; tags are not read.");
        Option<string> output = SharedOptions.Out("File to write: a word and its tag a line, with a tab between them.");
        Option<bool> probabilities = new("--probabilities") { Description = "Write the probability of each tag behind it; NaN for words that are more than the network sees." };
        (Option<int> word, _) = Fields();
        var command = new Command("predict", "Give every word its tag.") { model, data, word, output, probabilities };
        command.SetAction(parsed => new TaggerRun(terminal, parsed.GetValue(SharedOptions.Verbose), default).Predict(
            parsed.GetRequiredValue(model), new TaggerFiles(parsed.GetRequiredValue(data), parsed.GetValue(word), parsed.GetValue(word)), parsed.GetRequiredValue(output), parsed.GetValue(probabilities)));
        return command;
    }

    private static Option<string> Data(string what) => new("--data") { Description = what, HelpName = "F", Required = true };

    private static (Option<int> Word, Option<int> Tag) Fields() =>
    (
        new("--word-field") { Description = "Which field of a line is the word, from 0.", HelpName = "N", DefaultValueFactory = _ => 0 },
        new("--tag-field") { Description = "Which field is the tag, from 0; counted from the end where below 0.", HelpName = "N", DefaultValueFactory = _ => -1 }
    );
}
