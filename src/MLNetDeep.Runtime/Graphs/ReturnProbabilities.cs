namespace MLNetDeep.Runtime;

/// <summary>
/// Random-walk positional encodings (Dwivedi et al., Graph Neural Networks with Learnable Structural and Positional Representations, 2022): how probable it is that a walk along random
/// edges is back at its node after 1, 2, … steps.
/// </summary>
internal static class ReturnProbabilities
{
    /// <summary>The probabilities of all nodes [nodes × steps].</summary>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="sources">The node that each edge goes from.</param>
    /// <param name="targets">The node that each edge goes to.</param>
    /// <param name="steps">How many steps.</param>
    public static float[] Of(int nodes, int[] sources, int[] targets, int steps)
    {
        var degrees = new int[nodes];
        foreach (var source in sources) degrees[source]++;
        var all = new float[nodes * steps];
        Parallel.For(0, nodes, () => (Now: new double[nodes], Next: new double[nodes]), (start, _, room) =>
        {
            Array.Clear(room.Now);
            room.Now[start] = 1;
            for (var step = 0; step < steps; step++)
            {
                Array.Clear(room.Next);
                for (var i = 0; i < sources.Length; i++)
                    if (room.Now[sources[i]] is var share and > 0) room.Next[targets[i]] += share / degrees[sources[i]];
                room = (room.Next, room.Now);
                all[(start * steps) + step] = (float)room.Now[start];
            }
            return room;
        }, _ => { });
        return all;
    }
}
