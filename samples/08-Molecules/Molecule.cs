namespace Molecules;

/// <summary>Graphs like small molecules made by chance, the same for the same seed. No data set is needed: bring your own in its place.</summary>
public static class Molecule
{
    private static readonly string[] _branches = ["C", "C", "C", "N", "O", "Cl"];

    /// <summary>
    /// Molecules: a chain or a ring of carbon with branches. It is active where an oxygen hangs on a ring. How many atoms of each kind there are does not tell; which ones are linked does. Edges stand in one direction: networks
    /// add the other one.
    /// </summary>
    public static IEnumerable<object> Make(int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            List<string> atoms = [.. Enumerable.Repeat("C", 6)];
            List<int[]> bonds = [.. Enumerable.Range(0, 5).Select(j => new[] { j, j + 1 }), [5, 0]];
            List<string> kinds = ["=", "-", "=", "-", "=", "-"];
            // A chain hangs on the ring; branches hang on either.
            for (int j = 0; j < 6; j++)
                Add(j == 0 ? 0 : atoms.Count - 1, "C");
            bool isActive = random.Next(2) == 0;
            Add(random.Next(isActive ? 1 : 6, isActive ? 6 : 12), "O");
            for (int j = random.Next(2, 6); j > 0; j--)
            {
                string atom = _branches[random.Next(_branches.Length)];
                // Other oxygens hang on the chain.
                Add(atom == "O" ? random.Next(6, 12) : random.Next(1, 12), atom);
            }
            yield return new { id = $"molecule-{i + 1}", label = isActive ? "active" : "inactive", nodes = atoms, edges = bonds, edge_tags = kinds };

            void Add(int at, string atom)
            {
                bonds.Add([at, atoms.Count]);
                kinds.Add("-");
                atoms.Add(atom);
            }
        }
    }
}
