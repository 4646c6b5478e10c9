namespace SyntheticTable;

/// <summary>A customer of a shop that there is not.</summary>
public sealed class Customer
{
    public float Age { get; set; }

    public string Plan { get; set; } = "";

    public float Monthly { get; set; }

    public int Calls { get; set; }

    public DateTime Since { get; set; }

    public bool Leaves { get; set; }

    /// <summary>Customers by chance. Older ones have larger plans; whoever pays much and calls often leaves.</summary>
    public static IEnumerable<Customer> Make(int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            int age = 18 + random.Next(60), calls = (int)(-2 * Math.Log(1 - random.NextDouble()));
            string plan = random.Next(18, 90) > age ? "basic" : random.Next(3) == 0 ? "business" : "family";
            double monthly = (plan == "basic" ? 15 : plan == "family" ? 35 : 80) + (10 * random.NextDouble());
            yield return new Customer
            {
                Age = age,
                Plan = plan,
                Monthly = (float)Math.Round(monthly, 2),
                Calls = calls,
                Since = new DateTime(2020, 1, 1).AddDays(random.Next(2000)),
                Leaves = (monthly / 40) + (calls / 3.0) + (random.NextDouble() / 2) > 2,
            };
        }
    }
}
