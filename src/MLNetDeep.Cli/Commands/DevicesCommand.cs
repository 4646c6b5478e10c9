using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using TorchSharp;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>devices</c>: what networks can be trained on here.</summary>
internal static class DevicesCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("devices", "Show the devices that networks can be trained on.");
        command.SetAction(_ => Run(terminal));
        return command;
    }

    private static int Run(Terminal terminal)
    {
        // The first to use TorchSharp in this process: where libstdc++ is older than its library, nobody else has loaded that yet.
        TorchLibrary.Load();
        terminal.WriteLine($"cpu     {Environment.ProcessorCount} logical cores, {torch.get_num_threads()} threads in use");
        int gpus = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        for (int i = 0; i < gpus; i++)
            terminal.WriteLine($"cuda:{i}");
        if (gpus == 0)
            terminal.WriteLine("No CUDA device is in reach of this libtorch.");
        return ExitCode.Done;
    }
}
