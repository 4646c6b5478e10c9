using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>Does what <c>generate</c> was asked.</summary>
internal sealed class GenerateRun(Terminal terminal)
{
    /// <summary>Writes texts, each with its prompt; a single one as it comes.</summary>
    public int Run(string model, string prompt, int count, GenerationOptions options)
    {
        if (count < 1)
            throw new UsageException($"--count must be at least 1, but was {count}.");
        Check(options);
        if (!File.Exists(model))
            throw new CommandException($"There is no model '{model}'.");
        using TextGenerator generator = TextGenerator.Load(model);
        try
        {
            if (count == 1)
                Stream(generator, prompt, options);
            else
                foreach (string text in generator.Sample(count, options.Seed ?? Random.Shared.Next(), prompt, options))
                    terminal.WriteLine(text);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(Networks.WithoutParameter(e), e);
        }
        return options.CancellationToken.IsCancellationRequested ? ExitCode.Failed : ExitCode.Done;
    }

    private void Stream(TextGenerator generator, string prompt, GenerationOptions options)
    {
        // The prompt only where it suits: the model says so before its first word.
        var isBegun = false;
        options.OnText = piece =>
        {
            terminal.Output.Write(isBegun ? piece : prompt + piece);
            terminal.Output.Flush();
            isBegun = true;
        };
        generator.Generate(prompt, options);
        terminal.WriteLine(isBegun ? "" : prompt);
    }

    private static void Check(GenerationOptions options)
    {
        try
        {
            options.Validate();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
