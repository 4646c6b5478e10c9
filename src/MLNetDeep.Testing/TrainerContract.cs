using System.Reflection;
using Microsoft.ML;
using TorchSharp;

namespace MLNetDeep.Testing;

/// <summary>
/// What every trainer must do, one method a clause; each throws a <see cref="ContractViolation"/> that says what is wrong.
/// <see cref="RunAll"/> runs them all.
/// </summary>
public sealed partial class TrainerContract(ContractSubject subject)
{
    private const int TrainingRows = 150;

    /// <summary>The names of the clauses.</summary>
    public static IReadOnlyList<string> Clauses { get; } = typeof(TrainerContract)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m.GetParameters().Length == 0 && m.Name != nameof(RunAll))
        .Select(m => m.Name)
        .Order(StringComparer.Ordinal)
        .ToArray();

    /// <summary>Runs every clause.</summary>
    public void RunAll()
    {
        foreach (var clause in Clauses) Run(clause);
    }

    /// <summary>Runs one clause.</summary>
    public void Run(string clause)
    {
        try
        {
            GetType().GetMethod(clause)!.Invoke(this, null);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            throw e.InnerException is ContractViolation ? e.InnerException : new ContractViolation(clause, e.InnerException.ToString());
        }
    }

    private TrainerOptions Quick(Action<TrainerOptions>? change = null)
    {
        var options = subject.Options();
        options.Seed = 7;
        change?.Invoke(options);
        return options;
    }

    private DeepTransformer Fit(MLContext ml, TrainerOptions options, int rows = TrainingRows) =>
        subject.Trainer(ml, options).Fit(ContractData.Create(ml, rows));

    private void Require(bool holds, string message, [System.Runtime.CompilerServices.CallerMemberName] string clause = "")
    {
        if (!holds) throw new ContractViolation(clause, $"{subject.Name}: {message}");
    }

    private static float[][] Scores(IDataView scored) => Reading.Vectors(scored, "Score");

    private static double LargestDifference(float[][] left, float[][] right) =>
        left.Zip(right, (l, r) => l.Zip(r, (a, b) => Math.Abs((double)a - b) / Math.Max(1, Math.Abs((double)a))).DefaultIfEmpty().Max()).DefaultIfEmpty().Max();

    private static float[][] Weights(DeepTransformer model)
    {
        using var scope = torch.NewDisposeScope();
        return model.Module.state_dict().OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => e.Value.detach().to(torch.ScalarType.Float32).cpu().contiguous().data<float>().ToArray()).ToArray();
    }
}
