using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>sample</c>: new rows by a saved generative model.</summary>
internal static class SampleCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<int> count = new("--count") { Description = "How many rows.", HelpName = "N", DefaultValueFactory = _ => 16 };
        Option<string> output = new("--out") { Description = "Folder to write to: images one by one and as grid.png, rows of numbers as samples.csv.", HelpName = "DIR", Required = true };
        Option<int> seed = new("--seed") { Description = "Random seed: the same seed gives the same rows.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<string?> condition = new("--condition") { Description = "What to make, of what the model was trained with. If not given, all take turns.", HelpName = "VALUE" };
        Option<int> steps = new("--steps") { Description = "Steps of a diffusion model from noise to an image.", HelpName = "N", DefaultValueFactory = _ => new SamplingOptions().Steps };
        Option<DiffusionSolver> solver = new("--solver") { Description = "How a diffusion model makes a step.", DefaultValueFactory = _ => DiffusionSolver.Euler };
        Option<double> guidance = new("--guidance") { Description = "Classifier-free guidance of a diffusion model; 1 is none.", HelpName = "W", DefaultValueFactory = _ => 1 };
        var command = new Command("sample", "Make new rows, such as images, by a saved generative model.") { model, count, output, seed, condition, steps, solver, guidance };
        command.SetAction(parsed => SampleRun.Run(terminal, new SampleRequest(
            parsed.GetRequiredValue(model), parsed.GetValue(count), parsed.GetRequiredValue(output), parsed.GetValue(seed), parsed.GetValue(condition),
            new SamplingOptions { Steps = parsed.GetValue(steps), Solver = parsed.GetValue(solver), Guidance = parsed.GetValue(guidance) })));
        return command;
    }
}
