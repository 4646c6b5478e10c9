using Microsoft.ML;

namespace MLNetDeep.Testing;

public sealed partial class TrainerContract
{
    /// <summary>What GetOutputSchema promises is what a fitted model delivers: names, types, kinds and annotations.</summary>
    public void DeliversThePromisedSchema()
    {
        var ml = new MLContext(1);
        var data = ContractData.Create(ml, TrainingRows);
        var probe = new SchemaProbe();
        using var model = subject.Trainer(ml, Quick()).Append(probe).Fit(data).First() as DeepTransformer;
        var promised = probe.Seen.ToDictionary(c => c.Name);
        var delivered = model!.GetOutputSchema(data.Schema).Where(c => !c.IsHidden).ToList();
        Require(delivered.Select(c => c.Name).Order().SequenceEqual(promised.Keys.Order()),
            $"promised {string.Join(", ", promised.Keys)} but delivered {string.Join(", ", delivered.Select(c => c.Name))}.");
        foreach (var column in delivered)
        {
            var said = SchemaProbe.Describe(promised[column.Name]);
            var real = SchemaProbe.Describe(column);
            Require(said == real, $"column '{column.Name}' was promised as {said} but is {real}.");
        }
    }

    /// <summary>A missing column, or one of a wrong type, is refused before any training, by GetOutputSchema and by Fit, naming the column.</summary>
    public void RefusesMissingAndWrongColumns()
    {
        var ml = new MLContext(1);
        var data = ContractData.Create(ml, 12);
        foreach (var column in subject.Features.Append(subject.Task.Label))
        {
            RefusedBoth(ml, ml.Transforms.DropColumns(column).Fit(data).Transform(data), column);
            var wrong = ml.Transforms.CopyColumns(column, WrongFor(column)).Fit(data).Transform(data);
            RefusedBoth(ml, wrong, column);
        }
    }

    // A column of a type that does not suit: of tags, which are texts in any number, a day.
    private string WrongFor(string column) => column == subject.Task.Label ? nameof(ContractRow.Id)
        : column is nameof(ContractRow.Nodes) or nameof(ContractRow.EdgeTags) ? nameof(ContractRow.Day) : nameof(ContractRow.Words);

    private void RefusedBoth(MLContext ml, IDataView data, string column)
    {
        var trainer = subject.Trainer(ml, Quick());
        Refused(() => trainer.Fit(data), column, "Fit");
        // A chain asks GetOutputSchema before it fits anything; the probe behind it would be reached only if that were not refused.
        var probe = new SchemaProbe();
        Refused(() => ml.Transforms.CopyColumns("Copy", nameof(ContractRow.Id)).Append(trainer).Append(probe).Fit(data), column, "GetOutputSchema");
        Require(!probe.WasAsked, $"GetOutputSchema did not refuse the column '{column}'.", nameof(RefusesMissingAndWrongColumns));
    }

    private void Refused(Action action, string column, string where)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e.Message.Contains($"'{column}'", StringComparison.Ordinal))
        {
            return;
        }
        catch (Exception e)
        {
            throw new ContractViolation(nameof(RefusesMissingAndWrongColumns), $"{subject.Name}: {where} threw without naming '{column}': {e.Message}");
        }
        throw new ContractViolation(nameof(RefusesMissingAndWrongColumns), $"{subject.Name}: {where} took a missing or wrong column '{column}'.");
    }
}
