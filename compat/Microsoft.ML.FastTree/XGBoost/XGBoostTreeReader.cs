using System.Text.Json;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Reads a tree of XGBoost's JSON model. Its nodes are numbered together with the leaves; here leaves are apart.</summary>
internal static class XGBoostTreeReader
{
    public static RegressionTree Read(JsonElement tree)
    {
        int[] left = Ints(tree, "left_children"), right = Ints(tree, "right_children");
        int[] features = Ints(tree, "split_indices");
        float[] conditions = Singles(tree, "split_conditions"), gains = Singles(tree, "loss_changes");
        bool[] defaultLeft = [.. tree.GetProperty("default_left").EnumerateArray().Select(IsTrue)];
        int[] numbers = Number(left, right, out int nodes, out int leaves);
        var result = new RegressionTree(nodes, leaves);
        for (int i = 0; i < left.Length; i++)
        {
            if (numbers[i] == int.MinValue)
                continue;
            if (left[i] < 0)
                result.LeafValueArray[~numbers[i]] = conditions[i];
            else
            {
                // XGBoost goes left below the threshold, ML.NET up to it.
                result.SetNode(numbers[i], features[i], MathF.BitDecrement(conditions[i]), defaultLeft[i],
                    numbers[left[i]], numbers[right[i]], gains[i]);
            }
        }

        return result;
    }

    /// <summary>Numbers nodes from 0 on and leaves from ~0 down, as they are met; what is cut off keeps none.</summary>
    private static int[] Number(int[] left, int[] right, out int nodes, out int leaves)
    {
        var numbers = new int[left.Length];
        Array.Fill(numbers, int.MinValue);
        (nodes, leaves) = (0, 0);
        var open = new Stack<int>([0]);
        while (open.TryPop(out int node))
        {
            if (left[node] < 0)
            {
                numbers[node] = ~leaves++;
                continue;
            }

            numbers[node] = nodes++;
            open.Push(right[node]);
            open.Push(left[node]);
        }

        return numbers;
    }

    private static bool IsTrue(JsonElement element)
        => element.ValueKind == JsonValueKind.True || (element.ValueKind == JsonValueKind.Number && element.GetInt32() != 0);

    private static int[] Ints(JsonElement tree, string name)
        => [.. tree.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];

    private static float[] Singles(JsonElement tree, string name)
        => [.. tree.GetProperty(name).EnumerateArray().Select(e => e.GetSingle())];
}
