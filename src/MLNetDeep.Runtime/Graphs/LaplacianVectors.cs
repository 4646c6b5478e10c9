namespace MLNetDeep.Runtime;

/// <summary>
/// Laplacian positional encodings (Dwivedi et al., Benchmarking Graph Neural Networks, 2020): what nodes have in the eigenvectors of the normalized Laplacian I - D^-½ A D^-½ with the smallest eigenvalues above 0. The direction of
/// edges plays no part.
/// </summary>
internal static class LaplacianVectors
{
    // Eigenvalues are between 0 and 2; those of 0 tell components of the graph alone.
    private const double Least = 1e-8;

    /// <summary>The numbers of all nodes [nodes × count]; 0 where a graph has fewer eigenvectors.</summary>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="sources">The node that each edge goes from.</param>
    /// <param name="targets">The node that each edge goes to.</param>
    /// <param name="count">How many eigenvectors.</param>
    public static float[] Of(int nodes, int[] sources, int[] targets, int count)
    {
        var all = new float[nodes * count];
        var found = SymmetricEigen.Of(Laplacian(nodes, sources, targets)).Where(pair => pair.Value > Least).Take(count).ToArray();
        for (var place = 0; place < found.Length; place++)
        {
            var vector = found[place].Vector;
            var sign = Sign(vector);
            for (var node = 0; node < nodes; node++) all[(node * count) + place] = (float)(sign * vector[node]);
        }
        return all;
    }

    private static double[][] Laplacian(int nodes, int[] sources, int[] targets)
    {
        double[][] matrix = [.. Enumerable.Range(0, nodes).Select(_ => new double[nodes])];
        for (var i = 0; i < sources.Length; i++) matrix[sources[i]][targets[i]] = matrix[targets[i]][sources[i]] = 1;
        double[] roots = Array.ConvertAll(matrix, row => row.Sum() is var degree and > 0 ? 1 / Math.Sqrt(degree) : 0);
        for (var i = 0; i < nodes; i++)
            for (var j = 0; j < nodes; j++) matrix[i][j] = (i == j ? 1 : 0) - (roots[i] * matrix[i][j] * roots[j]);
        return matrix;
    }

    // An eigenvector is one with either sign. The one that is taken hangs on the order of nodes only where values lie the same way on both sides of 0.
    private static int Sign(double[] vector)
    {
        var lean = vector.Sum(value => value * value * value);
        if (Math.Abs(lean) < Least) lean = Array.Find(vector, value => Math.Abs(value) > Least);
        return lean < 0 ? -1 : 1;
    }
}
