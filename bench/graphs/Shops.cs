using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace MLNetDeep.Bench.Graphs;

/// <summary>A customer; the last three numbers, made by hand of its orders, only some trainers see.</summary>
internal sealed class Customer
{
    public int Id { get; set; }

    public bool Label { get; set; }

    public float Age { get; set; }

    public string Region { get; set; } = "";

    public bool IsMember { get; set; }

    public float Orders { get; set; }

    public float OrdersOfToys { get; set; }

    public float MeanOfToys { get; set; }
}

/// <summary>An order.</summary>
internal sealed class Order
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public float Amount { get; set; }

    public string Category { get; set; } = "";

    public float Age { get; set; }
}

/// <summary>
/// Two tables: whether a customer buys again depends on what it has ordered: the mean amount of its orders of toys is above 50, or it has more than six orders, but not both; a twentieth of the labels is wrong.
/// Beside the network trainers that see the right aggregates, made by hand, or customers alone.
/// </summary>
internal sealed class Shops
{
    private const double Wrong = 0.05;
    private static readonly string[] _categories = ["books", "food", "toys", "tools"], _regions = ["north", "east", "south", "west"];
    private readonly MLContext _ml = new(1);
    private readonly KeyValuePair<string, string>[] _settings;
    private readonly bool _validates;
    private readonly Customer[] _customers;
    private readonly NodeGraph _graph;

    public Shops(int customers, KeyValuePair<string, string>[] settings, bool validates)
    {
        (_settings, _validates) = (settings, validates);
        var random = new Random(1);
        _customers = [.. Enumerable.Range(0, customers).Select(id => new Customer { Id = id, Age = 18 + random.Next(60), Region = _regions[random.Next(4)], IsMember = random.Next(2) == 0 })];
        Order[] orders = [.. _customers.SelectMany(customer => Ordered(customer, random))];
        for (var i = 0; i < orders.Length; i++) orders[i].Id = i;
        _graph = _ml.Deep().Graphs.FromTables(
            new GraphTable("customers", _ml.Data.LoadFromEnumerable(_customers), "Id", "Age", "Region", "IsMember"),
            new GraphTable("orders", _ml.Data.LoadFromEnumerable(orders), "Id", "Amount", "Category", "Age") { ForeignKeys = [new("CustomerId", "customers")] });
        Name = FormattableString.Invariant($"{customers:N0} customers, {orders.Length:N0} orders, {100.0 * _customers.Count(c => c.Label) / customers:f1} % true");
    }

    public string Name { get; }

    public (double Accuracy, int Epochs) Run(string model, int seed)
    {
        var shuffled = (Customer[])_customers.Clone();
        new Random(seed).Shuffle(shuffled);
        IDataView Part(double from, double to) => _ml.Data.LoadFromEnumerable(shuffled[(int)(from * shuffled.Length)..(int)(to * shuffled.Length)]);
        var (train, validation, test) = (Part(0, 0.7), Part(0.7, 0.8), Part(0.8, 1));
        var judged = _validates ? validation : test;
        if (model == "rgcn")
        {
            var options = new RgcnOptions { Seed = seed, ValidationSet = validation };
            Chosen(options);
            OptionCatalog.Apply(options, _settings);
            using var trained = _ml.Deep().BinaryClassification.Nodes("Label", _graph, options, tableName: "customers").Fit(train);
            return (_ml.BinaryClassification.Evaluate(trained.Transform(judged)).Accuracy, trained.History.Epochs.Count);
        }
        string[] columns = ["Age", "Regions", "Member", .. model == "aggregates-lightgbm" ? ["Orders", "OrdersOfToys", "MeanOfToys"] : Array.Empty<string>()];
        var pipeline = _ml.Transforms.Categorical.OneHotEncoding("Regions", "Region").Append(_ml.Transforms.Conversion.ConvertType("Member", "IsMember")).Append(_ml.Transforms.Concatenate("Features", columns))
            .Append(_ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options { Seed = seed }));
        return (_ml.BinaryClassification.Evaluate(pipeline.Fit(train).Transform(judged)).Accuracy, 0);
    }

    // By the validation rows of seeds 1 to 3.
    private static void Chosen(RgcnOptions options) =>
        (options.Layers, options.Fanouts, options.BatchSize, options.Dropout) = (3, [20, 20, 20], 256, 0.1);

    private static Order[] Ordered(Customer customer, Random random)
    {
        // What a customer spends on toys is much the same each time.
        var usual = 30 + (40 * random.NextDouble());
        Order[] orders = [.. Enumerable.Range(0, random.Next(13)).Select(_ => new Order
        {
            CustomerId = customer.Id,
            Category = _categories[random.Next(4)],
            Age = random.Next(365),
        })];
        foreach (var order in orders) order.Amount = (float)(order.Category == "toys" ? Math.Max(1, usual + (15 * (random.NextDouble() - 0.5))) : 100 * random.NextDouble());
        Order[] toys = [.. orders.Where(order => order.Category == "toys")];
        (customer.Orders, customer.OrdersOfToys, customer.MeanOfToys) = (orders.Length, toys.Length, toys.Length == 0 ? 0 : toys.Average(order => order.Amount));
        customer.Label = ((customer.MeanOfToys > 50) ^ (orders.Length > 6)) ^ (random.NextDouble() < Wrong);
        return orders;
    }
}
