namespace MLNetDeep.Runtime;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to a tridiagonal one, then the implicit QR algorithm with Wilkinson's shift (Golub and Van Loan, Matrix Computations, 8.3).</summary>
internal static class SymmetricEigen
{
    private const double Precision = 1e-15;
    private const int MostSteps = 100;

    /// <summary>All of them, from the smallest eigenvalue; vectors have length 1.</summary>
    /// <param name="matrix">The rows of the matrix; they are overwritten.</param>
    public static (double Value, double[] Vector)[] Of(double[][] matrix)
    {
        var n = matrix.Length;
        double[][] vectors = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())];
        for (var k = 0; k < n - 2; k++) Reflect(matrix, vectors, k);
        double[] diagonal = [.. Enumerable.Range(0, n).Select(i => matrix[i][i])], beside = [.. Enumerable.Range(0, Math.Max(0, n - 1)).Select(i => matrix[i][i + 1])];
        Diagonalize(diagonal, beside, vectors);
        return [.. diagonal.Zip(vectors).OrderBy(pair => pair.First)];
    }

    // Makes column k 0 below the place beside the diagonal. Vectors are the columns of the product of all reflections.
    private static void Reflect(double[][] a, double[][] vectors, int k)
    {
        var n = a.Length;
        var v = new double[n];
        for (var i = k + 1; i < n; i++) v[i] = a[i][k];
        var length = Math.Sqrt(Dot(v, v));
        if (length == 0) return;
        v[k + 1] += Math.CopySign(length, v[k + 1]);
        var scale = 1 / Math.Sqrt(Dot(v, v));
        for (var i = k + 1; i < n; i++) v[i] *= scale;
        double[] w = Array.ConvertAll(a, row => Dot(row, v));
        var share = Dot(v, w);
        for (var i = 0; i < n; i++) w[i] -= share * v[i];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) a[i][j] -= 2 * ((v[i] * w[j]) + (w[i] * v[j]));
        var moved = new double[n];
        for (var j = k + 1; j < n; j++)
            for (var i = 0; i < n; i++) moved[i] += v[j] * vectors[j][i];
        for (var j = k + 1; j < n; j++)
            for (var i = 0; i < n; i++) vectors[j][i] -= 2 * v[j] * moved[i];
    }

    private static void Diagonalize(double[] d, double[] e, double[][] vectors)
    {
        var (high, steps) = (d.Length - 1, 0);
        while (high > 0)
        {
            if (IsZero(d, e, high - 1) || steps > MostSteps)
            {
                (e[high - 1], high, steps) = (0, high - 1, 0);
                continue;
            }
            var low = high - 1;
            while (low > 0 && !IsZero(d, e, low - 1)) low--;
            Step(d, e, vectors, low, high);
            steps++;
        }
    }

    private static bool IsZero(double[] d, double[] e, int i) => Math.Abs(e[i]) <= Precision * (Math.Abs(d[i]) + Math.Abs(d[i + 1]));

    // One step of the QR algorithm on the rows from low to high: rotations that chase what the shift brings in.
    private static void Step(double[] d, double[] e, double[][] vectors, int low, int high)
    {
        var half = (d[high - 1] - d[high]) / 2;
        var square = e[high - 1] * e[high - 1];
        var shift = d[high] - (square / (half + Math.CopySign(Math.Sqrt((half * half) + square), half)));
        var (x, z) = (d[low] - shift, e[low]);
        for (var k = low; k < high; k++)
        {
            var r = Math.Sqrt((x * x) + (z * z));
            var (c, s) = r == 0 ? (1.0, 0.0) : (x / r, z / r);
            if (k > low) e[k - 1] = r;
            var (above, below, beside) = (d[k], d[k + 1], e[k]);
            d[k] = (c * c * above) + (2 * c * s * beside) + (s * s * below);
            d[k + 1] = (s * s * above) - (2 * c * s * beside) + (c * c * below);
            e[k] = (c * s * (below - above)) + (((c * c) - (s * s)) * beside);
            if (k < high - 1) (x, z, e[k + 1]) = (e[k], s * e[k + 1], c * e[k + 1]);
            Rotate(vectors[k], vectors[k + 1], c, s);
        }
    }

    private static void Rotate(double[] left, double[] right, double c, double s)
    {
        for (var i = 0; i < left.Length; i++) (left[i], right[i]) = ((c * left[i]) + (s * right[i]), (c * right[i]) - (s * left[i]));
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
