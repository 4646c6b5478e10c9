namespace MLNetDeep.Inputs.Series;

/// <summary>Numbers on a grid of steps, of which some are missing.</summary>
/// <param name="width">Numbers in a step.</param>
/// <param name="steps">Steps.</param>
internal sealed class SpreadNumbers(int width, int steps)
{
    private readonly float[] _values = [.. Enumerable.Repeat(float.NaN, width * steps)];

    public int Steps => steps;

    public void Put(int step, int column, float value) => _values[(step * width) + column] = float.IsFinite(value) ? value : float.NaN;

    /// <summary>Whether a step has all its numbers.</summary>
    public bool IsWhole(int step)
    {
        for (var k = 0; k < width; k++)
            if (float.IsNaN(_values[(step * width) + k])) return false;
        return true;
    }

    /// <summary>Fills what is missing between two steps, of which the first is whole; the last values before stand for what nothing comes behind.</summary>
    /// <returns>The steps in which something was missing.</returns>
    public long Fill(int from, int to, bool interpolates)
    {
        var filled = Enumerable.Range(from, to - from + 1).LongCount(step => !IsWhole(step));
        for (var k = 0; k < width; k++)
            for (var step = from + 1; step <= to; step++)
                if (float.IsNaN(_values[(step * width) + k])) FillOne(step, to, k, interpolates);
        return filled;
    }

    /// <summary>The numbers of the steps from one on, up to another.</summary>
    public float[] Cut(int from, int end) => _values[(from * width)..(end * width)];

    private void FillOne(int step, int to, int column, bool interpolates)
    {
        var before = _values[((step - 1) * width) + column];
        var next = step;
        while (interpolates && next <= to && float.IsNaN(_values[(next * width) + column])) next++;
        _values[(step * width) + column] = interpolates && next <= to
            ? before + ((_values[(next * width) + column] - before) / (next - step + 1))
            : before;
    }
}
