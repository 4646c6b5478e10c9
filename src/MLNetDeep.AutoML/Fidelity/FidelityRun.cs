using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Generative.Tables;

namespace MLNetDeep.AutoML.Fidelity;

/// <summary>Measures synthetic rows.</summary>
internal sealed class FidelityRun
{
    private const string IsSynthetic = "MLNetDeep.IsSynthetic";

    // LightGbm makes no tree of fewer, half of which tell synthetic rows from training rows.
    private const int FewestRows = 50;

    private readonly PredictionTask _task;
    private readonly IDataView _training, _test, _synthetic;
    private readonly int _seed;
    private readonly SynthesizedTable _table;
    private readonly RawTable _real, _held, _made;

    public FidelityRun(PredictionTask task, IDataView training, IDataView test, IDataView synthetic, int seed)
    {
        (_task, _training, _test, _synthetic, _seed) = (task, training, test, synthetic, seed);
        string[] names = [.. training.Schema.Where(column => !column.IsHidden && synthetic.Schema.GetColumnOrNull(column.Name) is not null).Select(column => column.Name)];
        if (!names.Contains(task.LabelColumnName))
            throw new ArgumentException($"The label '{task.LabelColumnName}' is not in both tables. Both have {string.Join(", ", names)}.", nameof(synthetic));
        (_table, _real) = SynthesizedTable.Learn(training, names, mostDiscrete: 2);
        (_held, _made) = (RawTable.Read(test, _table), RawTable.Read(synthetic, _table));
        foreach ((string what, int rows, int fewest, string name) in new[] { ("training", _real.Rows, FewestRows, nameof(training)), ("synthetic", _made.Rows, FewestRows, nameof(synthetic)), ("test", _held.Rows, 1, nameof(test)) })
        {
            if (rows < fewest)
                throw new ArgumentException($"There must be at least {fewest} {what} {(fewest == 1 ? "row" : "rows")} to measure, but there are {rows}.", name);
        }
    }

    public TableFidelity Measure()
    {
        var near = new NearestRows(_table, _real);
        IReadOnlyDictionary<string, double> real = Train(_training);
        return new TableFidelity
        {
            Columns = [.. _real.Columns.Zip(_made.Columns).Select(pair => ColumnDistance.Of(pair.First, pair.Second))],
            PairDifference = Associations.Difference(_real, _made, _seed),
            DetectionAuc = Detect(),
            TrainedOnReal = real,
            TrainedOnSynthetic = HasClasses(_made) ? Train(_synthetic) : real.ToDictionary(metric => metric.Key, _ => double.NaN),
            NearestSynthetic = near.Median(_made),
            NearestReal = near.Median(_held),
            Copies = near.Copies(_made),
        };
    }

    // Of one class alone there is nothing to learn.
    private bool HasClasses(RawTable rows)
    {
        RawColumn label = rows.Columns.Single(column => column.Name == _task.LabelColumnName);
        return !Associations.IsCategory(label) || (label.Texts?.Distinct().Count() ?? label.Numbers!.Distinct().Count()) > 1;
    }

    private IReadOnlyDictionary<string, double> Train(IDataView rows)
    {
        var ml = new MLContext(_seed);
        ITransformer model = Pipeline(ml, _task, rows.Schema, _table.Columns.Select(column => column.Name)).Fit(rows);
        try
        {
            return _task.Evaluate(ml, model.Transform(_test));
        }
        finally
        {
            (model as IDisposable)?.Dispose();
        }
    }

    // As many of each; one half to learn from, the other to measure on.
    private double Detect()
    {
        var (random, count) = (new Random(_seed), Math.Min(_real.Rows, _made.Rows));
        RawTable[] halves = [.. new[] { _real, _made }.Select(table => Shuffled(table, random)).Select(rows => rows.Take(count).ToArray()).Zip(new[] { _real, _made }, (rows, table) => table.Pick(rows))];
        IDataView Half(int from, int to)
        {
            int[] rows = [.. Enumerable.Range(from, to - from)];
            RawTable both = halves[0].Pick(rows).Concat(halves[1].Pick(rows));
            var label = new ValueColumn<bool>(IsSynthetic, BooleanDataViewType.Instance, [.. Enumerable.Range(0, both.Rows).Select(row => row >= rows.Length)]);
            return new MemoryView([.. both.Columns.Select(column => column.ToColumn()), label], both.Rows);
        }
        var (ml, task) = (new MLContext(_seed), PredictionTask.Binary(IsSynthetic));
        IDataView train = Half(0, count / 2);
        ITransformer model = Pipeline(ml, task, train.Schema, _table.Columns.Select(column => column.Name)).Fit(train);
        return task.Evaluate(ml, model.Transform(Half(count / 2, count)))["AreaUnderRocCurve"];
    }

    private static int[] Shuffled(RawTable table, Random random)
    {
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        random.Shuffle(rows);
        return rows;
    }

    private IEstimator<ITransformer> Pipeline(MLContext ml, PredictionTask task, DataViewSchema schema, IEnumerable<string> names)
    {
        var features = FeatureColumns.Of(schema, [.. names.Where(name => name != task.LabelColumnName)], [task.LabelColumnName]);
        return Contender.Classical(task, "lightgbm").Create(new TrialContext(ml, task, Configuration.Empty, _seed, CancellationToken.None) { Features = features });
    }
}
