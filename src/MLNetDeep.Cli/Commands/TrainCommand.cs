using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>train</c>: one network, saved as a model zip.</summary>
internal sealed class TrainCommand
{
    private const int DefaultRatios = 8;

    private readonly InputOptions _input = new();
    private readonly Option<string?> _test = new("--test") { Description = "Test set in the form of --data.", HelpName = "F" };
    private readonly Option<string?> _arch = SharedOptions.Arch();
    private readonly Option<string?> _pretrained = new("--pretrained") { Description = "Pretrained model to fine-tune: minilm, arcticxs, resnet18, or an ONNX file.", HelpName = "M" };
    private readonly Option<string?> _from = new("--from") { Description = "Model zip of 'mlnetdeep train' to train further, with its task, columns and options.", HelpName = "M" };
    private readonly Option<string?> _validation = new("--validation") { Description = "Share of the rows that is held out for validation and early stopping, or a validation set in the form of --data.", HelpName = "0.1|F" };
    private readonly Option<int?> _ratios = new("--ratios")
    {
        Description = $"Add up to so many ratios and differences of numeric columns as features, chosen on the training rows; {DefaultRatios} if no number is given.",
        HelpName = "N",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string[]> _set = SharedOptions.Set();
    private readonly Option<int?> _seed = SharedOptions.Seed();
    private readonly Option<int?> _maxEpochs = SharedOptions.MaxEpochs();
    private readonly Option<string?> _checkpoint = SharedOptions.Checkpoint();
    private readonly Option<string> _output = SharedOptions.Out("Model zip to write.");
    private readonly Option<string?> _json = SharedOptions.Json();

    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var options = new TrainCommand();
        var command = new Command("train", "Train a network and save it as a model zip.");
        options.AddTo(command);
        command.SetAction(parsed => new TrainRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(options.Read(parsed)));
        return command;
    }

    private void AddTo(Command command)
    {
        _input.AddTo(command);
        foreach (Option option in new Option[] { _test, _arch, _pretrained, _from, _set, _seed, _maxEpochs, _ratios, _validation, _checkpoint, _output, _json })
            command.Add(option);
    }

    private TrainRequest Read(ParseResult parsed)
    {
        string? from = parsed.GetValue(_from);
        ModelRecord? model = from is null ? null : SavedModel.ReadRecord(from);
        if (model?.Architecture == ModelRecord.Searched)
            throw new CommandException($"'{from}' is the result of a search, possibly of several models: it cannot be trained further. 'mlnetdeep train --arch KEY' makes a model that can.");
        if (model is not null)
            InputOptions.Same(parsed, _arch, model.Architecture);
        InputRequest input = model is null ? _input.Read(parsed) : _input.Read(parsed, model);
        (string? arch, string[] set) = (model?.Architecture ?? parsed.GetValue(_arch), parsed.GetValue(_set) ?? []);
        if (parsed.GetValue(_pretrained) is { } pretrained)
        {
            if (model is not null) throw new UsageException("--pretrained and --from exclude each other: both name what the training starts from.");
            arch = Pretrained.Of(pretrained).ArchitectureKey;
            InputOptions.Same(parsed, _arch, arch);
            set = [$"{nameof(PretrainedTextOptions.Model)}={pretrained}", .. set];
        }
        var network = new NetworkRequest(
            arch ?? "", set, parsed.GetValue(_seed), parsed.GetValue(_maxEpochs),
            Share(parsed.GetValue(_validation)), parsed.GetValue(_checkpoint))
        { Ratios = parsed.GetResult(_ratios) is { Implicit: false } ? parsed.GetValue(_ratios) ?? DefaultRatios : null };
        return new TrainRequest(input, network,
            parsed.GetValue(_test), parsed.GetRequiredValue(_output), parsed.GetValue(_json), from)
        { ValidationPath = Share(parsed.GetValue(_validation)) is null ? parsed.GetValue(_validation) : null };
    }

    private static float? Share(string? text) =>
        float.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out float share) ? share : null;
}
