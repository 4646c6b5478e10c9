namespace Papers;

/// <summary>Places of nodes on a plane: those that are linked near each other (Fruchterman and Reingold, Graph Drawing by Force-directed Placement, 1991). The same graph always looks the same.</summary>
public static class Layout
{
    private const int Steps = 300;

    // Holds together what no edge does.
    private const double Gravity = 0.06;

    /// <summary>Places around the origin.</summary>
    /// <param name="count">Nodes.</param>
    /// <param name="edges">The positions of linked nodes.</param>
    public static (double X, double Y)[] Of(int count, IReadOnlyList<(int From, int To)> edges)
    {
        // A spiral to begin with.
        var places = new (double X, double Y)[count];
        for (int i = 0; i < count; i++)
            places[i] = (Math.Sqrt(i) * Math.Cos(2.4 * i), Math.Sqrt(i) * Math.Sin(2.4 * i));
        for (int step = 0; step < Steps; step++)
        {
            double longest = Math.Sqrt(count) * 0.5 * (1 - (step / (double)Steps));
            var forces = Forces(places, edges);
            for (int i = 0; i < count; i++)
            {
                var (x, y) = forces[i];
                double length = Math.Max(1e-9, Math.Sqrt((x * x) + (y * y))), moved = Math.Min(length, longest);
                places[i] = (places[i].X + (x / length * moved), places[i].Y + (y / length * moved));
            }
        }
        return places;
    }

    private static (double X, double Y)[] Forces((double X, double Y)[] places, IReadOnlyList<(int From, int To)> edges)
    {
        var forces = Array.ConvertAll(places, place => (X: -Gravity * place.X, Y: -Gravity * place.Y));
        for (int i = 0; i < places.Length; i++)
            for (int j = 0; j < i; j++)
            {
                double x = places[i].X - places[j].X, y = places[i].Y - places[j].Y, push = 1 / Math.Max(0.01, (x * x) + (y * y));
                forces[i] = (forces[i].X + (x * push), forces[i].Y + (y * push));
                forces[j] = (forces[j].X - (x * push), forces[j].Y - (y * push));
            }
        foreach (var (from, to) in edges)
        {
            double x = places[from].X - places[to].X, y = places[from].Y - places[to].Y, pull = Math.Sqrt((x * x) + (y * y));
            forces[from] = (forces[from].X - (x * pull), forces[from].Y - (y * pull));
            forces[to] = (forces[to].X + (x * pull), forces[to].Y + (y * pull));
        }
        return forces;
    }
}
